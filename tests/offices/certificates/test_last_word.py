"""The database's own word, whatever the code does."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.offices.certificates.world import NOW, World

from loket.offices.certificates.models import Request


def row(world: World, **changes: Any) -> Request:
    """A sound request, unless the changes say otherwise."""
    me = world["Nora"]
    facts: dict[str, Any] = {
        "key": uuid.uuid4(), "product": "NATION", "revision": "r", "subject": me, "about": str(me),
        "applicant": me, "actor": f"resident:{me}", "capacity": "self", "channel": "portal",
        "asked_on": NOW.date(), "made_at": NOW, "state": "accepted",
    }  # fmt: skip
    return Request(**{**facts, **changes})


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("a_request_has_a_known_state", {"state": "lost"}),
        ("a_request_has_a_known_channel", {"channel": "pigeon"}),
        ("a_request_goes_a_known_way", {"way": "pigeon"}),
        ("a_request_has_a_known_capacity", {"capacity": "cousin"}),
        ("who_asks_for_oneself_is_the_subject", {"subject": uuid.UUID(int=9)}),
        ("a_mandate_stands_where_one_is_used", {"mandate": uuid.UUID(int=9)}),
        (
            "a_mandate_stands_where_one_is_used",
            {"capacity": "mandate", "subject": uuid.UUID(int=9)},
        ),
        ("who_is_helped_asks_for_oneself_through_a_helper", {"capacity": "helper"}),
        (
            "who_is_helped_asks_for_oneself_through_a_helper",
            {"capacity": "helper", "actor": "helper:family:x", "subject": uuid.UUID(int=9)},
        ),
        ("what_is_delivered_is_a_document", {"state": "delivered", "delivered_at": NOW}),
        ("what_was_taken_over_names_who_took_it", {"state": "taken"}),
    ],
)
def test_what_must_never_be_is_refused_by_name(
    world: World, constraint: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(world, **changes).save()


def test_one_open_request_per_product_subject_and_applicant(world: World) -> None:
    row(world).save()
    name = "one_open_request_per_product_subject_and_applicant"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row(world, state="with_clerk").save()
    row(world, state="refused").save()
    row(world, product="GEZIN").save()


def test_a_form_sent_twice_is_one_request(world: World) -> None:
    key = uuid.uuid4()
    row(world, key=key, state="refused").save()
    with pytest.raises(IntegrityError, match="a_form_sent_twice"), transaction.atomic():
        row(world, key=key, state="refused", product="GEZIN").save()


def test_a_document_answers_one_request(world: World) -> None:
    document = uuid.uuid4()
    row(world, document=document).save()
    with pytest.raises(IntegrityError, match="a_document_answers_one"), transaction.atomic():
        row(world, document=document, product="GEZIN").save()
