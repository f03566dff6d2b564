"""The models of documents: who uses which, and a pack that names one that does not stand."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from tests.offices.certificates.world import NOW, SINCE, World, clerk

from loket.domain.catalogue.product import Certificate
from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.documents.queries import templates
from loket.offices.certificates import actions, queries

OWN = Certificate(SINCE, "duration", "template", "local-ties", model="attest-woonduur")


@pytest.fixture
def _altered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The words of a reviewed model are no longer those that were reviewed."""
    for file in templates.FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "prescribed.toml").write_text('attest-woonduur = ["0000"]\n')
    real = templates.find_template.__wrapped__
    monkeypatch.setattr(
        "loket.foundations.documents.queries.find_template", lambda code: real(code, tmp_path)
    )


def test_every_model_says_who_uses_it_and_what_pins_it(world: World) -> None:
    papers = {one.code: one for one in queries.list_papers(NOW)}
    assert set(papers) == set(templates.list_templates())
    assert papers["attest-woonduur"].products == ("WOONDUUR",)
    assert papers["beslissing"].products == ()
    assert {len(one.hash) for one in papers.values()} == {64}
    assert not any(one.is_altered for one in papers.values())


def test_the_city_keeps_no_model_that_nobody_uses(world: World) -> None:
    letters = {"beslissing", "ontvangstbewijs"}
    idle = {one.code for one in queries.list_papers(NOW) if not one.products}
    assert idle == letters


@pytest.mark.usefixtures("_altered")
def test_an_altered_model_is_told_in_the_list(world: World) -> None:
    papers = {one.code: one for one in queries.list_papers(NOW)}
    assert papers["attest-woonduur"].is_altered
    assert not papers["beslissing"].is_altered


@pytest.mark.usefixtures("_altered")
def test_a_product_made_with_altered_words_is_a_fault_of_the_pack() -> None:
    wrong = queries.wrong_with_model(OWN)
    assert wrong == ('"attest-woonduur" with other words', "the words that the law sets down")


def test_a_product_made_with_its_own_words_is_none() -> None:
    assert queries.wrong_with_model(OWN) is None


@pytest.mark.parametrize(
    ("made_by", "expected"), [("template", "attest-woonduur"), ("attest", "residence-history")]
)
def test_a_model_that_does_not_exist_is_told_with_those_that_do(
    made_by: str, expected: str
) -> None:
    wrong = queries.wrong_with_model(replace(OWN, made_by=made_by, model="no-such"))
    assert wrong
    assert expected in wrong[1]


def test_an_example_says_of_itself_that_it_counts_for_nothing(
    world: World, settings, tmp_path: Path
) -> None:
    settings.DEMO = False
    actor = clerk(role=Role.ADMINISTRATOR)
    pdf = actions.preview_paper(template="attest-woonduur", actor=actor, now=NOW)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert "/AcroForm" not in made.Root, "nothing is sealed"
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.preview_paper(template="attest-woonduur", actor=clerk("bo"), now=NOW)
    assert "zonder rechtswaarde" in text_of(pdf, tmp_path)


def text_of(pdf: bytes, folder: Path) -> str:
    import subprocess

    file = folder / "example.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", file, "-"], capture_output=True, text=True, check=True
    ).stdout
