"""A key goes and another comes: what waits is sealed with the new one, old seals stay valid."""

from datetime import timedelta

import pytest
from tests.factories import documents as factory

from loket.connectors.seals import SimulatedKey
from loket.connectors.timestamps import NotStamped
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries, tasks
from loket.foundations.documents.actions import Sealer
from loket.foundations.documents.models import Material, Seal

pytestmark = pytest.mark.django_db

LATER = factory.NOW + timedelta(hours=2)


def another() -> Sealer:
    """The sealing process after its key was changed."""
    return Sealer(SimulatedKey(factory.root(), now=factory.NOW), factory.authority())


def test_saying_the_same_key_again_changes_nothing() -> None:
    actions.enlist(sealer=factory.sealer(), now=factory.NOW)
    actions.enlist(sealer=factory.sealer(), now=LATER)
    assert Material.objects.count() == 1


def test_what_waits_for_the_old_key_is_sealed_with_the_new_one() -> None:
    actions.enlist(sealer=factory.sealer(), now=factory.NOW)
    document = factory.author()
    new = another()
    actions.enlist(sealer=new, now=LATER)
    assert tasks.seal(new, LATER) == 0
    assert tasks.prepare(LATER) == 1
    assert tasks.seal(new, LATER) == 1
    assert queries.verify_upload(queries.content(document)).answer == "authentic"


def test_both_keys_seal_while_one_follows_the_other_and_both_chains_are_kept() -> None:
    old, new = factory.sealer(), another()
    actions.enlist(sealer=old, now=factory.NOW)
    first = factory.author("a:1")
    actions.enlist(sealer=new, now=LATER)
    second = factory.author("a:2", now=LATER)
    assert [tasks.seal(old, factory.NOW), tasks.seal(new, LATER)] == [1, 1]
    keys = Seal.objects.values_list("material__key", flat=True)
    assert len(set(keys)) == 2
    for document in (first, second):
        pdf = queries.content(document)
        changed = pdf.replace(b"/Title", b"/Titel", 1)
        assert queries.verify_upload(changed).answer == "tampered"


def test_a_document_issued_before_any_key_waits_and_is_sealed_when_one_comes() -> None:
    document = factory.author()
    with pytest.raises(RuleBroken, match="not_sealed_yet"):
        queries.content(document)
    assert factory.seal_everything() == 1
    assert queries.content(document).startswith(b"%PDF")


def test_a_list_of_revocations_that_ran_out_stops_the_sealing_and_says_so() -> None:
    sealer = factory.sealer()
    actions.enlist(sealer=sealer, now=factory.NOW)
    factory.author()
    with pytest.raises(RuleBroken, match="seal_too_old"):
        tasks.seal(sealer, factory.NOW + timedelta(days=40))


def test_without_a_time_stamp_nothing_is_sealed() -> None:
    class Away:
        def stamp(self, digest: bytes) -> bytes:
            raise NotStamped("unreachable")

        def close(self) -> None:
            """There is nobody."""

    sealer = factory.sealer()
    actions.enlist(sealer=sealer, now=factory.NOW)
    factory.author()
    sealer.authority = Away()
    with pytest.raises(NotStamped):
        tasks.seal(sealer, factory.NOW)
    assert not Seal.objects.exists()
