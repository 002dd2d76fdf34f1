"""The hooks: alone with their arguments, and in a scratch repository with the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import ROOT, Outcome, json_text

from extractor import extract
from extractor.cli import hooks
from extractor.cli.single import is_plain
from extractor.errors import BadRule, UsageError
from extractor.io.rule_files import BUILT_IN

TEXT = "大江街道办事处2024年法治政府建设年度报告\n2024年,共受理矛盾纠纷88件,调解成功80件。\n"
MANIFEST: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
)
README = (ROOT / "README.md").read_text("utf-8").partition("\n## pre-commit\n")[2]
SHOWN = README.partition("```yaml\n")[2].partition("```")[0]
LAYOUT = ["--reports", "reports", "--records", "records"]
HEAVY = ("typer", "click", "rich", "asyncio", "cn2an", "logging", "extractor.cli.app",
         "extractor.batch", "extractor.evaluation")  # fmt: skip
Run = Callable[[Sequence[str]], int]


def write_pair(folder: Path, name: str = "2024/a", text: str = TEXT) -> tuple[Path, Path]:
    """A report with its record, in the two trees of `LAYOUT`."""
    report, record = folder / f"reports/{name}.txt", folder / f"records/{name}.json"
    for path in (report, record):
        path.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(text, "utf-8")
    record.write_text(json_text(extract(text, name=f"{name}.txt")), "utf-8")
    return report, record


def retell(path: Path, old: str = '"value": 80,', new: str = '"value": 81,') -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def hook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Runs a hook in the folder of the test, as pre-commit does in that of a repository."""
    monkeypatch.chdir(tmp_path)

    def invoke(run: Run, *args: str) -> Outcome:
        code = run(args)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


def test_validate_takes_records_and_passes_the_rest(
    tmp_path: Path, hook: Callable[..., Outcome]
) -> None:
    write_pair(tmp_path)
    (tmp_path / "package.json").write_text('{"name": "x"}', "utf-8")
    files = ("records/2024/a.json", "package.json", "reports/2024/a.txt")
    assert hook(hooks.run_validate, *files).code == 0
    assert hook(hooks.run_validate, "--source", "reports", *files).code == 0
    retell(tmp_path / files[0])
    outcome = hook(hooks.run_validate, *files)
    assert outcome.code == 1
    assert outcome.out.startswith("records/2024/a.json:")
    assert "V-VALUE" in outcome.out


def test_check_goes_from_the_record_to_the_report_and_back(
    tmp_path: Path, hook: Callable[..., Outcome]
) -> None:
    report, _ = write_pair(tmp_path)
    both = ("records/2024/a.json", "reports/2024/a.txt")
    assert hook(hooks.run_check, *LAYOUT, *both).code == 0
    report.write_text(TEXT.replace("80", "81"), "utf-8")
    for files in ((both[0],), (both[1],), both):
        outcome = hook(hooks.run_check, *LAYOUT, *files)
        assert outcome.code == 1
        assert outcome.out.count("V-STALE") == 1


def test_check_finds_pairs_side_by_side(tmp_path: Path, hook: Callable[..., Outcome]) -> None:
    report, record = write_pair(tmp_path)
    for path in (report, record):
        path.rename(tmp_path / path.name)
    (tmp_path / "requirements.txt").write_text("numpy\n", "utf-8")
    assert hook(hooks.run_check, "a.txt", "a.json", "requirements.txt").code == 0
    retell(tmp_path / "a.json")
    assert hook(hooks.run_check, "a.txt").code == 1
    assert hook(hooks.run_check, "a.json").code == 1


def test_check_misses_what_is_not_there(tmp_path: Path, hook: Callable[..., Outcome]) -> None:
    report, record = write_pair(tmp_path)
    content = record.read_bytes()
    record.unlink()
    outcome = hook(hooks.run_check, *LAYOUT, "reports/2024/a.txt", "README.md")
    assert (outcome.code, "has no record" in outcome.out) == (1, True)
    record.write_bytes(content)
    report.unlink()
    assert hook(hooks.run_check, *LAYOUT, "records/2024/a.json").code == 1


def test_check_finds_records_that_kept_the_suffix(
    tmp_path: Path, hook: Callable[..., Outcome]
) -> None:
    """A folder run writes `a.txt.json` where `a.json` is taken."""
    _, record = write_pair(tmp_path)
    record.rename(record.with_name("a.txt.json"))
    assert hook(hooks.run_check, *LAYOUT, "reports/2024/a.txt").code == 0


def test_rules_run_their_examples(tmp_path: Path, hook: Callable[..., Outcome]) -> None:
    rule = tmp_path / "rules/mediation/handled.toml"
    rule.parent.mkdir(parents=True)
    shutil.copy(BUILT_IN / "mediation/handled.toml", rule)
    assert hook(hooks.run_rules, "rules/mediation/handled.toml").code == 0
    retell(rule, 'title = "', 'titel = "x"\ntitle = "')
    with pytest.raises(BadRule, match="titel"):
        hook(hooks.run_rules, "rules/mediation/handled.toml")
    shutil.copy(BUILT_IN / "mediation/handled.toml", rule)
    with rule.open("a", encoding="utf-8") as stream:
        stream.write('\n[[example]]\ntext = "开展培训7次。"\ngives = ["7"]\n')
    outcome = hook(hooks.run_rules, "rules/mediation/handled.toml")
    assert outcome.code == 1
    assert "handled.toml:" in outcome.out
    assert ": mediation.handled: 开展培训7次。\n  want 7 mediation.handled" in outcome.out


def test_rules_given_are_the_only_ones(tmp_path: Path, hook: Callable[..., Outcome]) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert hook(hooks.run_rules, "--rules", "own", "pyproject.toml").code == 0


@pytest.mark.parametrize("name", ["validate", "check", "rules"])
def test_hooks_leave_with_exit_codes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for args, code in (([], 0), (["--rules", "nowhere", "nowhere/a.json"], 2)):
        monkeypatch.setattr(sys, "argv", [f"extract-{name}", *args])
        with pytest.raises(SystemExit) as left:
            getattr(hooks, name)()
        assert left.value.code == (0 if name == "rules" else code)


def test_rules_beside_other_settings_are_told_from_them(
    tmp_path: Path, hook: Callable[..., Outcome]
) -> None:
    """A rule without its category lies one folder too high: what is there is not its folder."""
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    (tmp_path / "rules").mkdir()
    with pytest.raises(BadRule, match=r"rules/handled\.toml: lies where no rule is looked for"):
        hook(hooks.run_rules, "rules/handled.toml")


def test_check_is_told_of_folders_that_are_there(
    tmp_path: Path, hook: Callable[..., Outcome]
) -> None:
    """Reports that lie elsewhere would all be passed over, and the hook would be content."""
    write_pair(tmp_path)
    with pytest.raises(UsageError, match="check --reports"):
        hook(hooks.run_check, "--reports", "report", "--records", "records", "reports/2024/a.txt")


def test_a_folder_closed_to_us_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = Path.is_file

    def closed(self: Path) -> bool:
        if "2024" in self.parts:
            raise PermissionError(13, "Permission denied", str(self))
        return usual(self)

    write_pair(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "is_file", closed)
    monkeypatch.setattr(sys, "argv", ["extract-check", *LAYOUT, "reports/2024/a.txt"])
    with pytest.raises(SystemExit) as left:
        hooks.check()
    captured = capsys.readouterr()
    assert (left.value.code, captured.out) == (2, "")
    assert captured.err == (
        "extract: records/2024/a.json: closed to you (change the permissions of its folders)\n"
    )
    assert not is_plain(["reports/2024/a.txt", "--json"])


def test_hooks_start_light(tmp_path: Path) -> None:
    _, record = write_pair(tmp_path)
    code = (
        "import sys\nfrom extractor.cli.hooks import run_check, run_validate\n"
        f"assert run_validate([{str(record)!r}]) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=60, cwd=ROOT, check=True
    )
    assert done.stdout.decode().strip() == "[]"


def test_every_hook_has_its_command() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    for entry in MANIFEST:
        module, _, function = scripts[entry["entry"]].partition(":")
        assert module == hooks.__name__
        assert callable(getattr(hooks, function))


class Repository:
    """A scratch repository whose commits go through the hooks, configured as README shows.

    They run as `language: system`, so that no environment is built from the network; their
    commands, put on the path, are those that an installation makes of `[project.scripts]`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        commands = folder / "bin"
        commands.mkdir()
        for entry in MANIFEST:
            function = entry["entry"].removeprefix("extract-")
            script = commands / entry["entry"]
            script.write_text(
                f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
                f"from extractor.cli.hooks import {function}\n{function}()\n", "utf-8"
            )  # fmt: skip
            script.chmod(0o755)
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(folder / "cache"), "HOME": str(folder),
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        (shown,) = yaml.safe_load(SHOWN)["repos"]
        known = {entry["id"]: entry for entry in MANIFEST}
        local = [{**known[hook["id"]], "language": "system", **hook} for hook in shown["hooks"]]
        config = {"repos": [{"repo": "local", "hooks": local}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        self.run("git", "init", "--quiet")
        assert self.run(sys.executable, "-m", "pre_commit", "install").code == 0

    def run(self, *command: str) -> Outcome:
        done = subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, timeout=60, text=True
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def commit(self) -> Outcome:
        """The outcome of `git commit` with everything there is."""
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--quiet", "--message", "change")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        pytest.fail("the hooks cannot be tried without git")
    return Repository(tmp_path)


def test_pre_commit_blocks_edits_and_passes_the_untouched(repository: Repository) -> None:
    report, record = write_pair(repository.folder)
    write_pair(repository.folder, "2024/中文 名")
    rule = repository.folder / "rules/mediation/handled.toml"
    rule.parent.mkdir(parents=True)
    shutil.copy(BUILT_IN / "mediation/handled.toml", rule)
    outcome = repository.commit()
    assert outcome.code == 0, outcome
    assert outcome.err.count("Passed") == 3

    untouched = record.read_bytes()
    retell(record)
    outcome = repository.commit()
    assert outcome.code == 1
    assert "records/2024/a.json:" in outcome.err
    assert "V-VALUE value 81 is not what '80' says" in outcome.err
    record.write_bytes(untouched)

    report.write_text(TEXT.replace("80件", "81件"), "utf-8")
    outcome = repository.commit()
    assert outcome.code == 1
    assert "V-STALE" in outcome.err
    record.write_text(json_text(extract(report.read_text("utf-8"), name="2024/a.txt")), "utf-8")
    assert repository.commit().code == 0

    retell(rule, 'gives = ["', 'gives = ["1", "')
    outcome = repository.commit()
    assert outcome.code == 1
    assert "mediation.handled" in outcome.err


def test_pre_commit_takes_the_manifest_and_what_readme_shows(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(SHOWN, "utf-8")
    for command, file in (
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"), ("validate-config", config),
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", command, str(file)], cwd=tmp_path,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path)}, capture_output=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
