"""What the tests of the building look at: files that are kept, and code as trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SRC = REPOSITORY / "src" / "loket"


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    names = answer.stdout.decode().split("\0")
    return tuple(path for name in names if name and (path := REPOSITORY / name).is_file())


def code(folder: Path = SRC) -> Iterator[Path]:
    """Python files below a folder, migrations apart: Django writes those."""
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The file as a tree."""
    return ast.parse(path.read_text(), str(path))


def short(path: Path) -> str:
    """A name to show in a failure."""
    return str(path.relative_to(REPOSITORY))
