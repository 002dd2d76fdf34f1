"""The five source reports are read-only: their bytes are the ones delivered."""

from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = {
    "000_5648a821f57bcbf2": "e50cd6fb71fdba3e43a939bc97952c91c5b787e871d93ff02232882469d2dbd7",
    "001_adfcf8364b3f8a67": "a91b6d420414d73a995133e57ff8fd58d1385f2582ccd5d57400aaffa7b6b463",
    "002_bd2204ec1427e076": "e3a89263699c86f3d78d67355cdd56cfdadaab6912907eaed1441713ff58b97f",
    "003_62824dacc8b77a40": "ca68869ef2bc24e4c3f7b8bef3a3159c1d24b8477d690d11742f92f5d87474d4",
    "004_5e76cd374d2fc256": "0f3859f68b6456397bccd028871cef9071b66cb5ce4c18e1a6258684a06139e6",
}


@pytest.mark.parametrize(("stem", "digest"), SEEDS.items())
def test_seed_is_unchanged(stem: str, digest: str) -> None:
    assert sha256((ROOT / "seeds" / f"{stem}.txt").read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("stem", SEEDS)
def test_annotated_copy_of_a_seed_is_the_seed(stem: str) -> None:
    copy = ROOT / "tests" / "gold" / "seeds" / f"{stem}.txt"
    assert copy.read_bytes() == (ROOT / "seeds" / f"{stem}.txt").read_bytes()


def test_no_other_seed() -> None:
    assert sorted(path.stem for path in (ROOT / "seeds").iterdir()) == list(SEEDS)
