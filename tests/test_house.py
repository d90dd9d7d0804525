"""The house is in order: layers, types, style, documents, packaging."""

import ast
import importlib.util
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from qc.checks.registry import all_checks
from qc.reporting.catalogue import markdown
from tests.conftest import ROOT

HAN = "[\u4e00-\u9fff]"
HALF = re.compile(f"(?<={HAN})[,;?!](?={HAN})")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    ("module", "command"),
    [
        ("ruff", ("ruff", "check", ".")),
        ("ruff", ("ruff", "format", "--check", ".")),
        ("mypy", ("mypy",)),
        ("importlinter", ("lint-imports", "--config", "setup.cfg")),
    ],
    ids=["ruff-check", "ruff-format", "mypy", "layers"],
)
def test_tools_are_content(module: str, command: tuple[str, ...]) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: pip install -e '.[dev]'")
    program = Path(sys.executable).with_name(command[0])
    result = run(str(program), *command[1:])
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_catalogue_is_in_step() -> None:
    written = (ROOT / "qc" / "checks" / "CATALOGUE.md").read_text(encoding="utf-8")
    assert written == markdown(all_checks()), "run: qc checks --markdown --output qc/checks/CATALOGUE.md"


def test_paths_named_in_the_architecture_exist() -> None:
    text = (ROOT / "qc" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:qc|models|corpora|tests|docs)/[\w./-]*)`", text))
    assert named
    assert not [n for n in named if not (ROOT / n).exists()]


def sources() -> list[Path]:
    return sorted((ROOT / "qc").rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_what_users_read_is_in_full_width_marks(path: Path) -> None:
    """Marks between two Chinese characters in a string are full-width; patterns are raw strings and exempt."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            segment = ast.get_source_segment(source, node) or ""
            if not segment.startswith(("r", "R")) and not re.search("[A-Za-z]{3,}", node.value):
                assert not HALF.search(node.value), (path, node.lineno, node.value)


def test_the_wheel_would_carry_every_package_and_data_file() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    found = {".".join(p.parent.relative_to(ROOT).parts) for p in (ROOT / "qc").rglob("__init__.py")}
    assert listed == found | {"qc.models"}


@pytest.mark.slow
def test_the_wheel_holds_the_models(tmp_path: Path) -> None:
    if importlib.util.find_spec("wheel") is None and importlib.util.find_spec("build") is None:
        pytest.skip("build is not installed: pip install -e '.[dev]'")
    result = run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
        ".",
    )
    assert result.returncode == 0, result.stderr
    import zipfile

    wheel = next(tmp_path.glob("*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"qc/models/{p.relative_to(ROOT / 'models')}"
        for p in (ROOT / "models").rglob("*.*")
        if p.suffix in (".safetensors", ".json", ".md")
    }
    wanted |= {
        str(p.relative_to(ROOT)) for p in (ROOT / "qc").rglob("*") if p.suffix in (".py", ".csv", ".toml")
    }
    assert not wanted - names


def test_no_path_of_a_developer_machine_is_in_the_project() -> None:
    tracked = run("git", "ls-files").stdout.split()
    if not tracked:
        pytest.skip("not a git checkout")
    pattern = re.compile("/" + "(?:work|root|home)/")
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".py", ".md", ".cfg", ".toml", ".yaml", ".sh") and path.is_file():
            assert not pattern.search(path.read_text(encoding="utf-8")), name
