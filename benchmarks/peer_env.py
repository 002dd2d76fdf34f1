"""The environment of the peers, apart from that of this project: some need old libraries."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

# What to install for each, together: recognizers-text-suite does not start with a newer emoji.
PACKAGES = {
    "recognizers-text-suite": ["recognizers-text-suite", "emoji<2"],
    "spacy": ["spacy"],
    "jionlp": ["jionlp"],
    "wetext": ["wetext"],
    "cn2an": ["cn2an"],
    "regex": ["regex"],
    "ahocorasick-rs": ["ahocorasick-rs"],
}


def make(folder: Path) -> Path:
    """The Python of the environment in `folder`, with what could be installed."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    present = versions(folder)
    for name, packages in PACKAGES.items():
        if name not in present:
            done = subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                 *packages], capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode:
                last = (done.stderr.strip().splitlines() or ["no word why"])[-1]
                sys.stderr.write(f"{name} is left out: {last}\n")
    return python


def versions(folder: Path) -> dict[str, str]:
    """The packages that are there, with their versions."""
    places = [str(place) for place in folder.glob("lib/python*/site-packages")]
    listed = metadata.distributions(path=places)
    found = {dist.name.lower().replace("_", "-"): dist.version for dist in listed}
    return {name: found[name] for name in PACKAGES if name in found}
