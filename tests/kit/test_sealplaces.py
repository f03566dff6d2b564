"""The place of a seal is prepared by as many threads of a web process as residents ask at once."""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from tests.house.sources import REPOSITORY

from loket.kit import sealplaces

#: Read after the fields of a form and before those who lay a seal into one.
HALFWAY = "pyhanko.sign.signers.pdf_cms"
#: Whoever stands still for so many looks, a hundredth of a second apart, waits for another.
STILL = 50
AT_MOST_SECONDS = 60


def test_a_second_resident_waits_while_the_first_makes_a_new_process_read_its_library() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.kit.test_sealplaces"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=4 * AT_MOST_SECONDS,
        check=False,
    )
    assert answer.stdout.split() == ["Zegel", "Zegel"], answer.stderr


class Halt:
    """Asked before every module that is read: the first reader stops in the middle."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def find_spec(self, name: str, *_more: object) -> None:
        if name == HALFWAY and not self.reached.is_set():
            self.reached.set()
            self.go_on.wait(AT_MOST_SECONDS)


def place() -> None:
    """Prepare an empty page, and say what its form asks for."""
    page = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(page)
    ready = sealplaces.prepare(
        page.getvalue(), by="Loket", certificates=[], revocations=[], at=datetime.now(UTC)
    )
    with pikepdf.open(BytesIO(ready.pdf)) as read:
        sys.stdout.write(f"{read.Root.AcroForm.Fields[0].T}\n")


def stands(thread: threading.Thread) -> tuple[object, int]:
    """Where in the code a thread is now."""
    frame = sys._current_frames().get(thread.ident or 0)
    return (frame.f_code, frame.f_lineno) if frame else (None, 0)


def two_at_once() -> tuple[threading.Thread, threading.Thread]:
    """The second begins while the first is halfway; the first goes on when the second waits."""
    halt = Halt()
    sys.meta_path.insert(0, halt)  # type: ignore[arg-type]
    first, second = threading.Thread(target=place), threading.Thread(target=place)
    first.start()
    assert halt.reached.wait(AT_MOST_SECONDS)
    second.start()
    looks = 0
    while second.is_alive() and looks < STILL:
        before = stands(second)
        time.sleep(0.01)
        looks = looks + 1 if stands(second) == before else 0
    halt.go_on.set()
    return first, second


if __name__ == "__main__":
    for one in two_at_once():
        one.join(AT_MOST_SECONDS)
