"""A document is issued once, waits for its seal, and leaves the house with it."""

import subprocess
from pathlib import Path

import pytest
from tests.factories import documents as factory

from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries
from loket.foundations.journal import queries as journal

pytestmark = pytest.mark.django_db


def test_a_document_waits_for_its_seal_and_nothing_unsealed_leaves() -> None:
    document = factory.author()
    line = queries.find(document)
    assert line is not None
    assert (line.status, line.source, line.template) == ("waiting", "city", "attest-woonduur")
    with pytest.raises(RuleBroken, match="not_sealed_yet"):
        queries.content(document)


def test_a_sealed_document_leaves_with_a_seal_that_a_stranger_finds_valid(tmp_path: Path) -> None:
    document = factory.author()
    assert factory.seal_everything() == 1
    path = tmp_path / "attest.pdf"
    path.write_bytes(queries.content(document))
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_the_same_reference_gives_the_same_document() -> None:
    assert factory.author("certificate:7") == factory.author("certificate:7")


def test_the_code_on_paper_says_authentic_and_another_is_unknown() -> None:
    document = factory.author()
    line = queries.find(document)
    assert line is not None
    assert queries.verify(line.code).answer == "unknown"
    factory.seal_everything()
    told = queries.verify(line.code.lower())
    assert (told.answer, told.title) == ("authentic", "Attest van woonduur")
    assert queries.verify("K7RMX-4CWTP-9AEFH").answer == "unknown"


def test_what_a_register_sealed_passes_through_byte_for_byte() -> None:
    pdf = b"%PDF-1.7 sealed elsewhere"
    document = actions.take_in(
        pdf=pdf,
        source="population",
        kind="woonst",
        subject=factory.SUBJECT,
        product="attest-woonduur",
        reference="certificate:9",
        now=factory.NOW,
        actor="resident:test",
    )
    line = queries.find(document)
    assert line is not None
    assert (line.status, line.code, queries.content(document)) == ("ready", "", pdf)


def test_each_act_and_the_seal_have_a_line_in_the_journal() -> None:
    document = factory.author()
    factory.seal_everything()
    actions.revoke(document=document, reason="wrong_data", now=factory.NOW, actor="employee:x")
    acts = [line.act for line in journal.list_about(f"document:{document}")]
    assert acts == ["documents.revoke", "documents.seal", "documents.author"]


def test_a_document_with_a_hole_in_it_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="together is missing"):
        factory.author(claims={**factory.WOONDUUR, "together": ""})
