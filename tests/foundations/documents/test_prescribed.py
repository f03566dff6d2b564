"""Nobody alters the words of a prescribed model, and a template that does not compile is found."""

import shutil
from pathlib import Path

import pytest

from loket.domain.refusals import RuleBroken
from loket.foundations.documents import queries
from loket.foundations.documents.queries.templates import FOLDER, find_template
from loket.kit import typesetting

DECREE = "ministerieel besluit van 21 april 2017, bijlage"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A copy of the templates in which one model is prescribed."""
    folder = tmp_path / "papers"
    shutil.copytree(FOLDER, folder)
    about = folder / "attest-woonduur.toml"
    about.write_text(f'prescribed = "{DECREE}"\n' + about.read_text())
    return folder


def hash_of(folder: Path) -> str:
    """What a reviewer writes into the list."""
    about = folder / "attest-woonduur.toml"
    text = about.read_text()
    try:
        find_template.cache_clear()
        return find_template("attest-woonduur", folder).hash
    except RuleBroken as refused:
        return str(refused.facts["hash"])
    finally:
        about.write_text(text)


def test_a_prescribed_model_counts_only_while_its_words_are_those_of_the_list(papers: Path) -> None:
    (papers / "prescribed.toml").write_text(f'attest-woonduur = ["{hash_of(papers)}"]\n')
    find_template.cache_clear()
    assert find_template("attest-woonduur", papers).model.prescribed == DECREE
    text = papers / "attest-woonduur.typ"
    text.write_text(text.read_text().replace("bevestigt", "vermoedt"))
    find_template.cache_clear()
    with pytest.raises(RuleBroken, match="template_altered"):
        find_template("attest-woonduur", papers)


def test_a_reviewed_model_does_not_become_the_citys_own_by_leaving_out_its_law(
    papers: Path,
) -> None:
    (papers / "prescribed.toml").write_text(f'attest-woonduur = ["{hash_of(papers)}"]\n')
    about = papers / "attest-woonduur.toml"
    about.write_text(about.read_text().replace(f'prescribed = "{DECREE}"\n', ""))
    find_template.cache_clear()
    with pytest.raises(RuleBroken, match="template_altered"):
        find_template("attest-woonduur", papers)


def test_a_prescribed_model_that_nobody_reviewed_is_refused(papers: Path) -> None:
    find_template.cache_clear()
    with pytest.raises(RuleBroken, match="template_altered"):
        find_template("attest-woonduur", papers)


def test_a_model_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RuleBroken, match="template_unknown"):
        queries.find_template("../../settings")


def test_a_template_with_a_fault_says_where() -> None:
    with pytest.raises(typesetting.NotTypeset, match="unknown variable"):
        typesetting.pictures(b"#nothing_of_that_name", {})


def test_a_template_that_would_not_be_accessible_is_refused() -> None:
    from datetime import UTC, datetime

    with pytest.raises(typesetting.NotTypeset, match="PDF/"):
        typesetting.pdf(b"No title.", {}, at=datetime(2026, 1, 1, tzinfo=UTC))
