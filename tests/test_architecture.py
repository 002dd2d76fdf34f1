"""The house rules that a reader of a single file cannot see: layers, purity, size, language."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extractor"
LAYERS = (
    "model", "errors", "pieces", "patterns", "text", "numbers", "rulebook", "linking", "records",
    "pipeline", "evaluation", "review", "io", "validation", "batch", "cli",
)  # fmt: skip
CORE = (
    "text", "numbers", "rulebook", "linking", "records", "pipeline", "evaluation", "review",
)  # fmt: skip
# The facade stands above the rooms it opens, but loads none of them when it is imported.
FACADE = PACKAGE / "__init__.py"
INPUT_OUTPUT = {
    "open", "print", "input", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir",
    "unlink", "glob", "iterdir", "getenv", "time", "now", "today", "getLogger",
}  # fmt: skip
OWN_DATA = {
    "review/markup.py": {"read_text"}, "text/words.py": {"read_bytes"},
    "text/divisions/__init__.py": {"read_bytes"},
}  # fmt: skip
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_FILE, MAX_FUNCTION = 400, 40


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names a file imports, `from a import b` as `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def prose(module: ast.Module) -> set[int]:
    """Docstrings and the descriptions of fields: both may quote a phrase."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = list(ast.walk(module))
    bodies = [node.body for node in nodes if isinstance(node, kinds)]
    said = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    return said | {
        id(node.value) for node in nodes if isinstance(node, ast.keyword)
        and node.arg == "description"
    }


@pytest.mark.parametrize("path", [f for f in FILES if f != FACADE], ids=name_of)
def test_imports_point_down(path: Path) -> None:
    allowed = {*LAYERS[: LAYERS.index(room(path)) + 1], "__version__"}
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("extractor.")}
    assert rooms <= allowed


def test_no_files_import_each_other() -> None:
    modules = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
        for path in FILES if path.stem != "__init__"
    }  # fmt: skip
    needs = {
        module: {each for name in imported(path) for each in (name, name.rpartition(".")[0])
                 if each in modules}
        for module, path in modules.items()
    }  # fmt: skip
    TopologicalSorter(needs).prepare()  # its error names a circle


@pytest.mark.parametrize("path", [f for f in FILES if room(f) in CORE], ids=name_of)
def test_the_core_does_no_input_or_output(path: Path) -> None:
    # Some words are a data file of the room that reads them.
    own_data = OWN_DATA.get(name_of(path), set())
    assert not (INPUT_OUTPUT - own_data) & set(called(path))


@pytest.mark.parametrize("path", [f for f in FILES if room(f) not in {"numbers", "text"}],
                         ids=name_of)
def test_chinese_words_are_data(path: Path) -> None:
    module = tree(path)
    spoken = prose(module)
    found = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in spoken and CHINESE.search(node.value)
    ]
    assert not found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_FILE
    long = [
        f"{node.name} {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION
    ]
    assert not long


def test_only_numerals_import_cn2an() -> None:
    users = {name_of(path) for path in FILES if any("cn2an" in name for name in imported(path))}
    assert users == {"numbers/numerals.py"}


def test_what_reading_decides_has_one_writer() -> None:
    written = {
        (path.stem, field)
        for path in sorted((PACKAGE / "linking").glob("*.py"))
        for field in re.findall(r"progress\.(\w+)(?:\[.+\])? = ", path.read_text("utf-8"))
    }
    assert written == {
        ("scopes", "scope"), ("lone", "lone"), ("relate", "pending"), ("moves", "moves"),
        ("reader", "pairs"), ("reader", "paired"),
    }  # fmt: skip


def test_the_readme_names_every_room() -> None:
    readme = (PACKAGE.parent / "README.md").read_text("utf-8")
    listed = set(re.findall(r"^  (.+?)(?:  |$)", readme.partition("\nextractor/\n")[2], re.M))
    named = {name.removesuffix("/").removesuffix(".py") for row in listed for name in row.split()}
    assert set(LAYERS) <= named


def test_the_facade_is_small() -> None:
    import extractor

    assert len(extractor.__all__) <= 8
    assert all(getattr(extractor, name) is not None for name in extractor.__all__)
