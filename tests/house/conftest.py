"""What the tests of the building share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the account of a database server may enter; pytest's own are closed to it."""
    made = Path(tempfile.mkdtemp(prefix="loket-house-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def antwerp(db: None) -> None:
    """The whole Antwerp pack, loaded as the demo loads it."""
    from loket.config import env, loading

    loading.load(env.REPOSITORY / "src" / "loket" / "cities" / "antwerp")
