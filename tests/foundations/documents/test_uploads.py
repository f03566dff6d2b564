"""A file is handed in: compared by its bytes, then read in a box, and each forgery has its name."""

import io
import uuid

import pikepdf
import pytest
from tests.factories import documents as factory

from loket.connectors.seals import SimulatedKey
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries
from loket.kit import boxes, sealplaces, signeddata
from loket.kit.certificates import Root

pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> bytes:
    document = factory.author()
    factory.seal_everything()
    return queries.content(document)


def answer(pdf: bytes) -> str:
    return queries.verify_upload(pdf).answer


def test_the_very_bytes_are_authentic(file: bytes) -> None:
    found = queries.verify_upload(file)
    assert found.answer == "authentic"
    assert found.verification is not None
    assert found.verification.title == "Attest van woonduur"


def test_a_file_with_one_letter_changed_is_tampered(file: bytes) -> None:
    at = file.index(b"/Title")
    assert answer(file[:at] + b"/Titel" + file[at + 6 :]) == "tampered"


def test_a_file_to_which_something_was_added_has_a_later_revision(file: bytes) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(file))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    added = io.BytesIO()
    writer.write(added)
    assert answer(added.getvalue()) == "later_revision"
    assert answer(file + b"\n% something %%EOF\n") == "later_revision"


def test_a_file_cut_short_is_truncated(file: bytes) -> None:
    assert answer(file[: len(file) // 2]) == "truncated"
    assert answer(file[:-40]) == "truncated"


def test_a_file_with_the_seal_of_somebody_else_is_foreign() -> None:
    root = Root.new("Elders", now=factory.NOW)
    key = SimulatedKey(root, now=factory.NOW, name="Stad Elders")
    place = sealplaces.prepare(
        blank(), by="Stad Elders", certificates=[key.certificate], revocations=[], at=factory.NOW
    )
    pdf = sealplaces.fill(place, signeddata.detached(place.digest, key, stamp=None))
    found = queries.verify_upload(pdf)
    assert (found.answer, found.sealed_by) == ("foreign_seal", "Stad Elders")


def test_a_file_printed_anew_has_no_seal() -> None:
    assert answer(blank()) == "no_seal"


@pytest.mark.parametrize(
    "pdf", [b"", b"GIF89a", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"[" * 200_000 + b"\n%%EOF"]
)
def test_what_is_no_document_is_unreadable(pdf: bytes) -> None:
    assert answer(pdf) == "unreadable"


def take_in(pdf: bytes) -> uuid.UUID:
    return actions.take_in(
        pdf=pdf,
        source="population",
        kind="woonst",
        subject=factory.SUBJECT,
        product="p",
        reference=f"a:{uuid.uuid4()}",
        now=factory.NOW,
        actor="resident:x",
    )


def test_a_register_may_give_the_same_bytes_twice_and_a_voided_print_takes_nothing_from_them() -> (
    None
):
    first, second = take_in(b"%PDF- same %%EOF"), take_in(b"%PDF- same %%EOF")
    assert first != second
    actions.revoke(document=first, reason="misprint", now=factory.NOW, actor="kiosk:x")
    assert answer(b"%PDF- same %%EOF") == "passed_through"
    actions.revoke(document=second, reason="misprint", now=factory.NOW, actor="kiosk:x")
    assert answer(b"%PDF- same %%EOF") == "revoked"


def test_what_a_register_sealed_is_recognised_by_its_bytes() -> None:
    take_in(b"%PDF- of a register %%EOF")
    found = queries.verify_upload(b"%PDF- of a register %%EOF")
    assert (found.answer, found.sealed_by) == ("passed_through", "population")


def test_a_revoked_document_is_revoked_also_as_a_file(file: bytes) -> None:
    document = factory.author()
    actions.revoke(document=document, reason="wrong_data", now=factory.NOW, actor="employee:x")
    assert answer(file) == "revoked"


def test_files_that_are_not_ours_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from loket.domain.documents.limits import Limits
    from loket.foundations.documents.actions import answering

    monkeypatch.setattr(answering, "LIMITS", Limits(of_one=1))
    actions.ask_about_file(pdf=b"GIF89a", client="c", now=factory.NOW)
    with pytest.raises(RuleBroken, match="too_many_codes"):
        actions.ask_about_file(pdf=b"GIF89a", client="c", now=factory.NOW)


def test_the_box_has_no_file_and_no_network(tmp_path) -> None:
    import subprocess
    import sys

    code = (
        "from loket.kit import boxes; import socket, builtins; boxes.step_in()\n"
        "for attempt in (lambda: open('/etc/hostname'), socket.socket):\n"
        "    try: attempt()\n"
        "    except OSError: continue\n"
        "    raise SystemExit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_box_ends_what_takes_too_much_memory() -> None:
    with pytest.raises(boxes.BoxFailed):
        boxes.run("tests.no_such_module", b"")


def blank() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        kept = io.BytesIO()
        pdf.save(kept)
    return kept.getvalue()
