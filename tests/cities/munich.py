"""Where the files of a real city are, which may be used beside the repository but not copied in."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
#: A folder that holds `data/munich`; beside the repository unless the environment says otherwise.
SHARED = Path(os.environ.get("LOKET_SHARED") or REPOSITORY.parent / "shared")
LOCATIONS = SHARED / "data" / "munich" / "locations_de.json"
SERVICES = SHARED / "data" / "munich" / "services_de.json"
#: Said on purpose by who has a checkout without them; never by the continuous integration.
WITHOUT = os.environ.get("LOKET_WITHOUT_SHARED") == "1"
MISSING = (
    f"the files of a real city are not at {LOCATIONS.parent}: set LOKET_SHARED to the folder that "
    "holds data/munich, or LOKET_WITHOUT_SHARED=1 to test without them"
)


def files() -> tuple[Path, Path]:
    """Both files; raises AssertionError, with what to do, when they are not there."""
    assert LOCATIONS.is_file(), MISSING
    assert SERVICES.is_file(), MISSING
    return LOCATIONS, SERVICES
