"""Paper leaves in batches."""

import subprocess
import uuid
from pathlib import Path

import pytest
from tests.offices.certificates.world import NOW, World, ask, clerk

from loket.domain.people.may import Role
from loket.domain.people.standing import of_oneself
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Batch, Request


def by_post(world: World, name: str) -> None:
    actions.ask(
        product="NATION", standing=of_oneself(world[name]), words=Words(), channel="portal",
        key=uuid.uuid4(), now=NOW, way="post",
    )  # fmt: skip


def test_what_is_to_be_posted_is_in_one_batch_and_no_other(world: World) -> None:
    by_post(world, "Nora")
    by_post(world, "Tom")
    ask(world["Ludo"])
    actor = clerk()
    assert queries.count_to_post() == 2
    actions.make_batch(actor=actor, now=NOW)
    (batch,) = queries.list_batches()
    assert [product for _key, product in batch.documents] == ["NATION", "NATION"]
    with pytest.raises(RuleBroken, match="nothing_to_post"):
        actions.make_batch(actor=actor, now=NOW)


def test_a_clerk_prints_each_and_says_that_the_batch_left(world: World) -> None:
    by_post(world, "Nora")
    actor = clerk()
    batch = actions.make_batch(actor=actor, now=NOW)
    ((request, _product),) = queries.list_batches()[0].documents
    assert actions.fetch(request=request, actor=actor, now=NOW).startswith(b"%PDF")
    for _ in range(2):
        actions.post_batch(batch=batch, actor=actor, now=NOW)
    assert queries.list_batches()[0].posted_at == NOW


def test_only_clerks_post(world: World) -> None:
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.make_batch(actor=clerk(role=Role.RECEPTION), now=NOW)
    with pytest.raises(RuleBroken, match="unknown_batch"):
        actions.post_batch(batch=uuid.uuid4(), actor=clerk("bo"), now=NOW)


# --- one file for the printer ---


@pytest.fixture
def batch(world: World) -> uuid.UUID:
    """Nora's and Tom's paper, ready for the printer."""
    by_post(world, "Nora")
    by_post(world, "Tom")
    made = actions.make_batch(actor=clerk(), now=NOW)
    tasks.prepare_batches(NOW)
    return made


def clerk_of(batch: uuid.UUID) -> str:
    return Batch.objects.get(pk=batch).actor


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page."""
    file = folder / "batch.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return said.stdout.decode().split("\f")[:-1]


def test_one_file_has_an_address_page_before_each_document(
    batch: uuid.UUID, tmp_path: Path
) -> None:
    made = actions.print_batch(batch=batch, actor=clerk_of(batch), now=NOW)
    assert (made.documents, made.left_out) == (2, ())
    first, document, second, other = pages_of(made.pdf, tmp_path)
    # Of two that were delivered at one moment either may come first.
    nora, tom = (first, second) if "Nora" in first else (second, first)
    for page, name in ((nora, "Nora Peeters"), (tom, "Tom Peeters")):
        assert [
            one for one in (name, "Voorbeeldstraat 12", "2000 Teststad") if one not in page
        ] == []
    assert [one for one in (document, other) if "Afzender" in one] == []


def test_after_a_jam_it_is_asked_again_and_after_the_post_no_more(batch: uuid.UUID) -> None:
    actor = clerk_of(batch)
    for _ in range(2):
        assert actions.print_batch(batch=batch, actor=actor, now=NOW).documents == 2
    actions.post_batch(batch=batch, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="batch_has_left"):
        actions.print_batch(batch=batch, actor=actor, now=NOW)


def test_who_has_no_address_is_taken_out_so_that_nobody_says_it_left(
    world: World,
) -> None:
    by_post(world, "Nora")
    by_post(world, "Tom")
    world.change("Tom", address=None)
    batch = actions.make_batch(actor=clerk(), now=NOW)
    assert tasks.prepare_batches(NOW) == 2
    (line,) = queries.list_batches()
    assert (line.is_ready, len(line.documents), len(line.left_out)) == (True, 1, 1)
    assert queries.count_to_post() == 1
    assert actions.print_batch(batch=batch, actor=clerk_of(batch), now=NOW).documents == 1


def test_a_file_that_no_reader_opens_is_left_out_and_the_rest_is_printed(world: World) -> None:
    """A clerk may have added what another authority made, and it may be torn."""
    by_post(world, "Nora")
    actor, words = clerk(), Words(activity="general")
    torn = actions.ask(
        product="RECORD", standing=of_oneself(world["Tom"]), words=words, channel="portal",
        key=uuid.uuid4(), now=NOW, way="post",
    )  # fmt: skip
    actions.take_over(request=torn.id, actor=actor, now=NOW)
    actions.grant(request=torn.id, note="", pdf=b"%PDF-1.7 torn", actor=actor, now=NOW)
    batch = actions.make_batch(actor=actor, now=NOW)
    tasks.prepare_batches(NOW)
    made = actions.print_batch(batch=batch, actor=actor, now=NOW)
    assert (made.documents, made.left_out) == (1, (Request.objects.get(pk=torn.id).mark,))


def test_an_address_is_asked_only_of_what_lies_in_a_batch_that_has_not_left(
    world: World, batch: uuid.UUID
) -> None:
    actor = clerk_of(batch)
    request = Request.objects.filter(batch=batch, applicant=world["Nora"]).get()
    told = {"actor": actor, "purpose": "post", "now": NOW}
    assert queries.proves(str(request.pk), of=world["Nora"], **told)
    assert not queries.proves(str(request.pk), of=world["Lou"], **told)
    actions.post_batch(batch=batch, actor=actor, now=NOW)
    assert not queries.proves(str(request.pk), of=world["Nora"], **told)
