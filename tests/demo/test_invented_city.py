"""The invented city is sound: two registers from the same lives, with everybody in it."""

from datetime import date

import pytest
from django.db import connection
from tests.foundations.registers.asking import NOW

from loket.connectors.civilstatus import SimulatedCivilStatus
from loket.connectors.population import SimulatedPopulation
from loket.demo.residents import BY_KEY, READY_MADE
from loket.demo.synthetic import checks, writing
from loket.demo.synthetic.reading import ArchiveOfTheCity, TablesOfTheCity
from loket.domain.people.numbers import NationalNumber, kept, parse
from loket.domain.registers.asking import NoAnswer, Question, Search, Wanted

TODAY = date(2026, 11, 25)
PLAN = writing.Plan(
    city="Teststad",
    municipality="99999",
    areas=(("1000", "Noord"), ("1001", "Zuid"), ("1002", "Oost")),
    trial=("1001", "Zuid"),
    today=TODAY,
    residents=6000,
)


@pytest.fixture(scope="module")
def _city(django_db_setup: None, django_db_blocker):
    with django_db_blocker.unblock():
        writing.write(PLAN)
        yield
        with writing.connection.cursor() as cursor:
            for table in writing.TABLES:
                cursor.execute(f"DELETE FROM {table.name}")


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_city")]
POPULATION = SimulatedPopulation(TablesOfTheCity())
ACTS = SimulatedCivilStatus(ArchiveOfTheCity())


@pytest.mark.parametrize("said", checks.INVARIANTS)
def test_nobody_breaks_an_invariant(said: str) -> None:
    assert checks.count(checks.INVARIANTS[said], TODAY) == 0


#: What takes the acts of one kind away, and the sentence that is false from then on.
TAKEN = {
    "who was born here has one birth act, declared within fifteen days": "kind = 'birth'",
    "who is dead, and nobody else, has a death act": "kind = 'death'",
    "who is married has one living spouse and their marriage act": "kind = 'marriage'",
    "a changed sex registration has its act, and the birth act shows it": "shows_sex_change",
    "an adoption has its act, and the birth act's copy would show the first descent": (
        "kind = 'adoption'"
    ),
}


@pytest.mark.parametrize("said", TAKEN)
def test_an_act_that_is_missing_breaks_its_invariant(said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM demo_filedact WHERE {TAKEN[said]}")
    assert checks.count(checks.INVARIANTS[said], TODAY) > 0


def test_everybody_who_matters_lives_here() -> None:
    assert {said: count for said, count in checks.census(TODAY).items() if count == 0} == {}


def test_there_are_as_many_residents_as_were_asked_for() -> None:
    living = checks.count(
        "SELECT count(*) FROM demo_citizen WHERE household IS NOT NULL AND replaced_by = ''", TODAY
    )
    assert PLAN.residents * 0.97 < living < PLAN.residents * 1.1


def test_the_same_plan_gives_the_same_city_to_the_letter() -> None:
    def lines(part: int) -> list[str]:
        book = writing.tell_part(PLAN, part)
        return [line for _, rows in writing.rows_of(book) for line in rows]

    assert lines(0) == lines(0)


def test_parts_of_a_large_city_share_no_number() -> None:
    from dataclasses import replace

    large = replace(PLAN, residents=writing.PART + 200)
    assert writing.parts_of(large) == 2
    first, second = (
        {one.digits for one in writing.tell_part(replace(large, residents=300), 0).citizens},
        {one.digits for one in _part(large, 1)},
    )
    assert not first & second


def _part(plan: writing.Plan, part: int):
    from dataclasses import replace

    share = replace(plan, residents=plan.residents)
    return writing.tell_part(share, part).citizens


@pytest.mark.parametrize("key", [one for one in BY_KEY if one != "unanswered"])
def test_every_ready_made_person_is_in_the_register(key: str) -> None:
    made = BY_KEY[key]
    person = POPULATION.person(ask(made.number), Known())
    assert (person.names, person.first_names, person.born_on) == (
        made.names,
        made.first_names,
        made.born_on,
    )


def test_no_two_ready_made_people_share_a_number_and_all_are_synthetic() -> None:
    numbers = [one.number for one in READY_MADE]
    assert len({one.digits for one in numbers}) == len(numbers)
    assert all(parse(one.digits, today=TODAY, synthetic=True).is_synthetic for one in numbers)


class Known(dict):
    """Gives each number a reference of its own."""

    def __call__(self, number: NationalNumber):
        from uuid import UUID

        return self.setdefault(number.digits, UUID(int=len(self) + 1))


def ask(number: NationalNumber) -> Question:
    from uuid import uuid4

    return Question(number, "certificate", uuid4(), NOW)


def test_the_mother_lives_with_her_children_and_not_with_their_father() -> None:
    who = Known()
    household = POPULATION.household(ask(BY_KEY["mother"].number), who)
    assert [one.first_names[0] for one in household.members] == ["Nora", "Lou", "Mila"]
    assert household.address.locality == "Zuid"
    ties = POPULATION.relations(ask(BY_KEY["father"].number), who)
    children = [one for one in ties if one.kind == "parent"]
    assert len(children) == 2
    assert all(one.authority for one in children)
    (former,) = (one for one in ties if one.kind == "former_spouse")
    assert former.of == who(BY_KEY["mother"].number)
    assert not [one for one in ties if one.kind == "spouse" and one.holds(TODAY)]


@pytest.mark.parametrize(
    ("key", "true"),
    [
        ("hidden", lambda p: p.undisclosed_until > TODAY),
        ("investigated", lambda p: p.under_investigation),
        ("bis_holder", lambda p: p.address is None and p.household is None),
        ("changed_sex", lambda p: p.sex_registration_changed),
        ("widow", lambda p: p.civil_status == "widowed" and p.last_wish is not None),
        ("adopted", lambda p: p.adopted),
        ("partner", lambda p: p.cohabitation is not None),
        ("mother", lambda p: p.civil_status == "divorced"),
    ],
)
def test_a_story_is_true(key: str, true) -> None:
    assert true(POPULATION.person(ask(BY_KEY[key].number), Known()))


@pytest.mark.parametrize(
    ("key", "kind", "status"),
    [
        ("mother", "birth", "in_dabs"),
        ("on_paper", "birth", "not_migrated"),
        ("foreign_act", "birth", "foreign"),
    ],
)
def test_an_act_is_where_the_story_says(key: str, kind: str, status: str) -> None:
    acts = ACTS.acts(ask(BY_KEY[key].number), Known())
    assert [one.status for one in acts if one.kind == kind] == [status]


def test_an_old_number_says_which_one_came_in_its_place() -> None:
    born = BY_KEY["changed_sex"].born_on
    old = kept(next(digits for digits in (_number(born, 993),)))
    assert POPULATION._city.find(old.digits).replaced_by == BY_KEY["changed_sex"].number.digits


def _number(born: date, counter: int) -> str:
    from loket.domain.people.numbers import made_up

    return made_up(born, counter).digits


def test_a_search_shows_at_most_as_many_as_are_wanted() -> None:
    from uuid import uuid4

    search = Search(Wanted("Peeters", limit=3), "search", uuid4(), NOW)
    hits = POPULATION.search(search, Known())
    assert len(hits) == 3
    assert {one.names for one in hits} == {"Peeters"}


def test_who_is_not_there_is_not_invented_on_the_spot() -> None:
    with pytest.raises(NoAnswer) as none:
        POPULATION.person(ask(kept(_number(date(1950, 1, 1), 991))), Known())
    assert none.value.failure == "unknown"
