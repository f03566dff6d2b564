"""What the QR code says, how often one may guess, and what a file turns out to be."""

from datetime import UTC, datetime

import pytest

from loket.domain.documents import paper, uploads
from loket.domain.documents.limits import Limits, Misses, seconds_to_wait
from loket.domain.documents.models import Model, linked_data, wrong_claims
from loket.domain.documents.uploads import ReadSeal

NOW = datetime(2026, 11, 23, 11, 40, tzinfo=UTC)
MODEL = Model(
    title="Attest",
    needs=("names", "address"),
    may_have=("since",),
    in_code=("names",),
    properties={"names": "name"},
)
OURS = {"ours"}


def test_only_the_claims_that_the_model_puts_in_the_code_are_signed() -> None:
    claims = {"names": "An", "address": "Straat 1"}
    said = paper.payload(MODEL, claims, code="K7RMX-4CWTP-9AEFH", local=NOW)
    assert said == {
        "c": "K7RMX-4CWTP-9AEFH",
        "d": "2026-11-23",
        "t": "Attest",
        "v": {"names": "An"},
    }


def test_a_signed_text_is_taken_apart_as_it_was_put_together() -> None:
    body = {"c": "C", "d": "2026-11-23", "t": "Attest", "v": {"names": "Ån"}}
    signed = paper.packed({"alg": "ES256", "kid": "k"}, body)
    parts = paper.parts_of(paper.text_of(signed, b"\0" * 64))
    assert parts is not None
    kid, again, signature, claims = parts
    assert (kid, again, signature) == ("k", signed, b"\0" * 64)
    assert (claims.code, claims.title, claims.claims) == ("C", "Attest", {"names": "Ån"})


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "!.!.!", "e30.e30.e30", "x" * 2000, "é.é.é"])
def test_what_is_no_signed_text_is_nothing(text: str) -> None:
    assert paper.parts_of(text) is None


@pytest.mark.parametrize(
    ("of_one", "of_all", "wait"),
    [
        (0, 0, 0),
        (19, 19, 0),
        (20, 20, 1200),
        (2, 5000, 0),
        (3, 5000, 1200),
        (0, 1_000_000, 0),
    ],
)
def test_who_guesses_waits_and_who_never_missed_is_never_turned_away(
    of_one: int, of_all: int, wait: int
) -> None:
    assert seconds_to_wait(Misses(of_one, of_all), limits=Limits(), now=NOW) == wait


@pytest.mark.parametrize(
    ("seals", "answer"),
    [
        ([], "no_seal"),
        ([ReadSeal("theirs", "B", 100, True)], "foreign_seal"),
        ([ReadSeal("ours", "A", 100, False)], "tampered"),
        ([ReadSeal("ours", "A", 90, True)], "later_revision"),
        ([ReadSeal("ours", "A", 90, True), ReadSeal("theirs", "B", 100, True)], "later_revision"),
        ([ReadSeal("theirs", "B", 50, True), ReadSeal("ours", "A", 100, False)], "tampered"),
        ([ReadSeal("ours", "A", 100, True)], "tampered"),
    ],
)
def test_a_file_is_judged_by_its_own_seals(seals: list[ReadSeal], answer: str) -> None:
    assert uploads.answer_from(seals, size=100, ours=OURS)[0] == answer


@pytest.mark.parametrize(
    ("pdf", "truncated"),
    [
        (b"%PDF-1.7 ... %%EOF\n", False),
        (b"%PDF-1.7 ...", True),
        (b"%PDF-1.7 /ByteRange [0 5 9 100] %%EOF", True),
        (b"not a pdf", False),
    ],
)
def test_a_missing_end_is_told_from_a_changed_file(pdf: bytes, truncated: bool) -> None:
    assert uploads.is_truncated(pdf) is truncated


def test_a_claim_that_is_missing_and_one_that_nobody_asked_for_are_both_named() -> None:
    wrong = list(wrong_claims(MODEL, {"names": "An", "address": "", "shoe_size": 41}))
    assert wrong == ["address is missing", "shoe_size is not asked for"]


def test_the_data_inside_speaks_schema_org_and_leaves_no_claim_out() -> None:
    told = linked_data(
        MODEL, {"names": "An", "address": "Straat 1"}, city="Stad", code="C", issued_at=NOW
    )
    about = told["about"]
    assert (told["@type"], about["name"]) == ("DigitalDocument", "An")
    assert about["additionalProperty"] == [
        {"@type": "PropertyValue", "propertyID": "address", "value": "Straat 1"}
    ]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("An", "An"),
        ([{"names": "An"}, {"names": "Bo"}], "An, Bo"),
        (["Eén", "Twee"], "Eén, Twee"),
        ([{"names": "x" * 50}] * 9, "9"),
    ],
)
def test_people_are_named_in_the_code_as_long_as_it_stays_readable(value, printed: str) -> None:
    assert paper.as_printed(value) == printed
