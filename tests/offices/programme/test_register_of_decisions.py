"""The register keeps each decision under body, day and number, apart from when it was published."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.factories.pack import FILES, edit, write_pack

from loket.foundations.catalogue import actions, queries
from loket.offices.programme.models import Body, Decision
from loket.offices.programme.queries import find_decision, list_decisions

NOW = datetime(2021, 12, 14, 7, tzinfo=UTC)
SAME_NUMBER = """
[[decisions]]
body = "college"
decided_on = 2019-02-06
number = "31"
title.nl = "Klantenmodel"

[[decisions]]
body = "college"
decided_on = 2021-09-22
number = "31"
title.nl = "Locaties"

[[decisions]]
body = "college"
decided_on = 2021-05-01
precision = "month"
title.nl = "Business case"
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path, decisions=FILES["decisions.toml"] + SAME_NUMBER)


def load(folder: Path) -> None:
    actions.load(pack=queries.read_pack(folder), now=NOW, actor="system:test")


def test_the_same_number_in_two_years_is_two_decisions(folder: Path) -> None:
    load(folder)
    assert [one.key for one in list_decisions()] == [
        "college/2021-12-10/9882",
        "college/2021-09-22/31",
        "college/2021-05",
        "college/2019-02-06/31",
        "college/2016-02-22/1553",
    ]


def test_a_decision_is_published_on_another_day_than_it_was_taken(folder: Path) -> None:
    load(folder)
    found = find_decision("college/2021-12-10/9882")
    assert found is not None
    assert (found.decided_on, found.published_on) == (date(2021, 12, 10), date(2021, 12, 13))
    assert found.financial_impact is False
    assert find_decision("college/2021-12-13/9882") is None


def test_a_decision_knows_the_one_it_follows_from_and_those_that_follow(folder: Path) -> None:
    load(folder)
    child, parent = (
        find_decision("college/2021-12-10/9882"),
        find_decision("college/2016-02-22/1553"),
    )
    assert child is not None
    assert parent is not None
    assert child.parent == parent.key
    assert parent.children == (child.key,)


def test_of_a_decision_of_some_day_in_a_month_the_day_is_not_told(folder: Path) -> None:
    load(folder)
    found = find_decision("college/2021-05")
    assert found is not None
    assert (found.day_known, found.number) == (False, "")


def test_a_decision_that_is_corrected_keeps_its_children(folder: Path) -> None:
    load(folder)
    edit(folder, "decisions.toml", "Kanaalstrategie", "Stadsbrede kanaalstrategie")
    load(folder)
    found = find_decision("college/2016-02-22/1553")
    assert found is not None
    assert found.title == {"nl": "Stadsbrede kanaalstrategie"}
    assert found.children == ("college/2021-12-10/9882",)


def test_a_decision_whose_number_was_wrong_is_replaced(folder: Path) -> None:
    load(folder)
    edit(folder, "decisions.toml", 'number = "1553"', 'number = "1554"')
    edit(folder, "decisions.toml", "2016-02-22/1553", "2016-02-22/1554")
    load(folder)
    assert find_decision("college/2016-02-22/1553") is None
    child = find_decision("college/2021-12-10/9882")
    assert child is not None
    assert child.parent == "college/2016-02-22/1554"


def decision(**fields: object) -> Decision:
    usual = {"decided_on": date(2021, 1, 1), "number": "1", "title": {}, "key": "a"}
    body, _ = Body.objects.get_or_create(code="college", defaults={"name": {}})
    return Decision.objects.create(**({"body": body} | usual | fields))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"key": "b"}, "a_number_is_unique_to_body_and_day"),
        ({"key": "b", "number": "2", "published_on": date(2020, 12, 31)}, "published_when_decided"),
    ],
)
def test_the_database_refuses_what_the_register_may_not_hold(
    fields: dict[str, object], constraint: str
) -> None:
    decision()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        decision(**fields)
