"""Nothing is asked without a ground, nothing comes out beyond the purpose, evidence stands."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from tests.factories import registers as make
from tests.foundations.registers.asking import CASE, NOW, clerk, hired, known

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.domain.registers.asking import Wanted
from loket.domain.registers.facts import NotGiven
from loket.domain.registers.grounds import Ground, typed
from loket.foundations.journal.models import Line
from loket.foundations.people import actions as people
from loket.foundations.registers import actions, queries
from loket.foundations.registers.models import LookUp, Outcome, Shown

pytestmark = pytest.mark.django_db
AN, CHILD = make.number(), make.number(date(2018, 3, 1), 502)


@pytest.fixture
def _an(register: make.Register) -> None:
    register.add(AN)
    register.add(CHILD, first_names=("Mila",), born_on=date(2018, 3, 1))
    register.house((AN, "reference"), (CHILD, "child"))
    register.tie(AN, "parent", CHILD, authority=True)
    make.keep_purposes(make.purpose())


def look(**other: object):
    facts = {"of": known(AN), "ground": CASE, "purpose": "certificate", "now": NOW}
    return actions.look_up_person(**(facts | {"actor": "system:test"} | other))


@pytest.mark.usefixtures("_an")
def test_an_open_case_gives_the_fields_of_the_purpose_and_no_other(cases: set[str]) -> None:
    cases.add("42")
    person = look()
    assert (person.resident, person.names, person.address) == (known(AN), "Peeters", make.HOME)
    with pytest.raises(NotGiven):
        _ = person.born_on


@pytest.mark.usefixtures("_an")
def test_without_an_open_case_nothing_is_shown_and_the_attempt_stays(cases: set[str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        look()
    assert refused.value.code == "no_ground"
    assert Outcome.objects.get().result == "no_ground"
    assert LookUp.objects.get().about == known(AN)


@pytest.mark.usefixtures("_an")
def test_a_kind_of_ground_that_no_office_registered_proves_nothing() -> None:
    with pytest.raises(RuleBroken, match="no_ground"):
        look(ground=Ground("invented", "42"))


@pytest.mark.usefixtures("_an")
@pytest.mark.parametrize(
    ("purpose", "now"),
    [("invented", NOW), ("certificate", datetime(2019, 12, 31, tzinfo=UTC))],
    ids=["no such purpose", "not in force yet"],
)
def test_a_purpose_that_is_not_in_force_opens_nothing(
    purpose: str, now: datetime, cases: set[str]
) -> None:
    cases.add("42")
    with pytest.raises(RuleBroken, match="purpose_unknown"):
        look(purpose=purpose, now=now)
    assert not LookUp.objects.exists()


@pytest.mark.usefixtures("_an")
def test_a_purpose_that_does_not_name_the_inquiry_opens_nothing(cases: set[str]) -> None:
    cases.add("42")
    make.keep_purposes(make.purpose("address", inquiries=("person",)))
    with pytest.raises(RuleBroken, match="purpose_unknown"):
        actions.look_up_household(
            of=known(AN), ground=CASE, purpose="address", actor="system:test", now=NOW
        )


@pytest.mark.usefixtures("_an")
def test_an_employee_with_a_typed_reason_may_look_and_the_reason_stays_out_of_the_journal() -> None:
    reason = typed("mevrouw staat aan de balie zonder kaart")
    assert look(actor=clerk(), ground=reason).names == "Peeters"
    line = LookUp.objects.get()
    assert (line.ground_kind, line.reason, line.team) == (
        "reason",
        reason.reference,
        "certificates",
    )
    assert all(reason.reference not in str(one.after) for one in Line.objects.all())


@pytest.mark.usefixtures("_an")
@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PLANNER, Role.ADMINISTRATOR, Role.DPO])
def test_an_employee_whose_role_asks_no_register_is_refused(role: Role, cases: set[str]) -> None:
    cases.add("42")
    with pytest.raises(RuleBroken, match="not_allowed"):
        look(actor=hired("nobody", role))


@pytest.mark.usefixtures("_an")
def test_a_purpose_of_another_team_is_not_for_this_employee(cases: set[str]) -> None:
    cases.add("42")
    make.keep_purposes(make.purpose("descent", teams=("civil-status",)))
    with pytest.raises(RuleBroken, match="not_allowed"):
        look(actor=clerk(team="parking"), purpose="descent")
    assert look(actor=clerk("b.clerk", team="civil-status"), purpose="descent").names


@pytest.mark.usefixtures("_an")
def test_a_resident_looks_at_their_own_data_and_at_nobody_elses() -> None:
    me = known(AN)
    own = Ground("own_data", str(me))
    assert look(actor=f"resident:{me}", ground=own).names == "Peeters"
    for stranger in (f"resident:{known(CHILD)}", f"resident:{uuid4()}", "system:run", "kiosk:hall"):
        with pytest.raises(RuleBroken, match="no_ground"):
            look(actor=stranger, ground=own)


@pytest.mark.usefixtures("_an")
def test_everybody_in_the_household_gets_a_line_of_their_own(cases: set[str]) -> None:
    cases.add("42")
    household = actions.look_up_household(
        of=known(AN), ground=CASE, purpose="certificate", actor=clerk(), now=NOW
    )
    assert [one.first_names for one in household.members] == [("An",), ("Mila",)]
    (line,) = _lines(CHILD)
    assert (line.beside, line.asked_by, line.team) == (True, "team", "certificates")
    assert [one.beside for one in _lines(AN)] == [False]


@pytest.mark.usefixtures("_an")
def test_every_hit_of_a_search_gets_a_line(cases: set[str]) -> None:
    cases.add("42")
    hits = actions.search_people(
        wanted=Wanted("Peet"), ground=CASE, purpose="certificate", actor=clerk(), now=NOW
    )
    assert {one.resident for one in hits} == {known(AN), known(CHILD)}
    assert {one.resident for one in Shown.objects.all()} == {known(AN), known(CHILD)}
    assert _lines(CHILD)[0].beside


@pytest.mark.usefixtures("_an")
def test_relations_and_acts_name_others_who_get_a_line(
    register: make.Register, cases: set[str]
) -> None:
    cases.add("42")
    asking = {"of": known(AN), "ground": CASE, "purpose": "certificate", "now": NOW}
    register.acts.append(
        make.Filed(
            "a-1", "birth", date(2018, 3, 2), "Teststad", (CHILD.digits,), parents=(AN.digits,)
        )
    )
    (relation,) = actions.look_up_relations(**asking, actor="system:test")
    assert (relation.kind, relation.of, relation.authority) == ("parent", known(CHILD), True)
    (act,) = actions.list_acts(**(asking | {"of": known(CHILD)}), actor="system:test")
    assert (act.subjects, act.parents) == ((known(CHILD),), (known(AN),))
    assert [line.kinds for line in _lines(AN) if line.beside] == [("acts",)]


@pytest.mark.usefixtures("_an")
def test_finished_documents_come_through_and_nothing_of_them_stays(
    register: make.Register, cases: set[str]
) -> None:
    cases.add("42")
    register.acts.append(make.Filed("a-1", "birth", date(1980, 5, 3), "Teststad", (AN.digits,)))
    asking = {"of": known(AN), "ground": CASE, "purpose": "certificate", "now": NOW}
    attest = actions.fetch_attest(model="residence", **asking, actor="system:test")
    act = actions.fetch_act(reference="a-1", form="extract", **asking, actor="system:test")
    assert attest.startswith(b"%PDF")
    assert act.startswith(b"%PDF")
    with pytest.raises(RuleBroken, match="person_unknown"):
        actions.fetch_act(
            reference="a-1", form="copy", **(asking | {"of": known(CHILD)}), actor="system:test"
        )
    assert [one.kinds for one in LookUp.objects.order_by("at")] == [["document"]] * 3


@pytest.mark.usefixtures("_an")
def test_somebody_whom_the_register_does_not_know_is_said_so(cases: set[str]) -> None:
    cases.add("42")
    with pytest.raises(RuleBroken, match="person_unknown"):
        look(of=known(make.number(counter=777)))
    assert Outcome.objects.get().result == "unknown"


@pytest.mark.usefixtures("_an")
def test_the_list_follows_a_number_that_was_replaced(
    register: make.Register, cases: set[str]
) -> None:
    cases.add("42")
    look()
    newer = register.add(make.number(counter=503))
    people.replace_number(old=AN, new=newer, now=NOW, actor="system:test")
    look(of=known(newer))
    assert len(_lines(newer)) == 2


def _lines(number):
    far = {"since": datetime(2000, 1, 1, tzinfo=UTC), "before": datetime(2100, 1, 1, tzinfo=UTC)}
    return queries.list_look_ups_of(known(number), **far)
