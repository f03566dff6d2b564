"""The data protection officer finds, reviews and answers; nobody else enters."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, open_city, signed_in
from tests.factories import registers as make
from tests.foundations.registers.asking import clerk, known

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.domain.registers.grounds import Ground, typed
from loket.foundations.journal.models import Line
from loket.foundations.registers import actions, kinds, queries
from loket.foundations.registers.models import Complaint, LookUp, Review
from loket.kit import clock

pytestmark = pytest.mark.django_db
AN = make.number()
REASON = "mevrouw staat aan de balie zonder kaart"


@pytest.fixture(autouse=True)
def _register(monkeypatch: pytest.MonkeyPatch):
    open_city()
    made = make.Register()
    before = make.answer_from(made)
    monkeypatch.setitem(kinds._KINDS, "case", kinds.GroundKind(lambda *_, **__: False))
    made.add(AN)
    make.keep_purposes(make.purpose())
    yield
    make.put_back(before)


def looked(name: str = "Bea Maes", login: str = "bea") -> LookUp:
    actions.look_up_person(
        of=known(AN), ground=typed(REASON), purpose="certificate",
        actor=clerk(login, name=name), now=clock.now(),
    )  # fmt: skip
    return LookUp.objects.order_by("-at").first()


@pytest.fixture
def officer() -> Client:
    return signed_in(employee(Role.DPO, location=""))


def page(client: Client, path: str) -> str:
    response = client.get(f"/desk/look-ups{path}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DPO])
def test_nobody_else_enters(role: Role) -> None:
    line = looked()
    client = signed_in(employee(role))
    for path in ("", f"/{line.pk}"):
        assert client.get(f"/desk/look-ups{path}").status_code == 403
    assert client.post(f"/desk/look-ups/{line.pk}/review", {"verdict": "due"}).status_code == 403


def test_somebody_who_looks_at_their_own_surname_is_shown_first(officer: Client) -> None:
    looked(name="Jos Peeters")
    assert "zelfde familienaam als de medewerker" in page(officer, "")


def test_honest_work_shows_no_alert(officer: Client) -> None:
    looked()
    assert "Er valt niets op." in page(officer, "")


def test_every_typed_reason_waits_for_review_until_it_has_one(officer: Client) -> None:
    line = looked()
    assert REASON in page(officer, "?tab=reasons")
    officer.post(f"/desk/look-ups/{line.pk}/review", {"verdict": "not_due"})
    assert REASON not in page(officer, "?tab=reasons")
    assert "niet terecht" in page(officer, f"/{line.pk}")
    assert Review.objects.get().verdict == "not_due"


def test_a_look_up_is_reviewed_once_and_not_by_who_made_it(officer: Client) -> None:
    line = looked()
    reviewer = employee(Role.DPO, location="", login="second").actor
    actions.review(look_up=line.pk, verdict="due", actor=reviewer, now=clock.now())
    with pytest.raises(RuleBroken, match="already_reviewed"):
        actions.review(look_up=line.pk, verdict="due", actor=reviewer, now=clock.now())
    with pytest.raises(RuleBroken, match="look_up_unknown"):
        actions.review(look_up=uuid4(), verdict="due", actor=reviewer, now=clock.now())
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.review(look_up=line.pk, verdict="due", actor=line.actor, now=clock.now())


def test_a_search_finds_the_look_ups_of_a_colleague(officer: Client) -> None:
    line = looked()
    assert REASON in page(officer, f"?tab=search&actor={line.actor}")
    assert REASON not in page(officer, "?tab=search&actor=employee:nobody")


def test_a_sample_of_the_same_seed_is_the_same_and_of_another_is_not() -> None:
    for number in range(30):
        looked(login=f"bea{number}")
    now = clock.now()
    span = {"since": now - timedelta(days=1), "before": now + timedelta(minutes=1)}
    one = [each.id for each in queries.sample(**span, seed="w1", size=5)]
    assert one == [each.id for each in queries.sample(**span, seed="w1", size=5)]
    assert one != [each.id for each in queries.sample(**span, seed="w2", size=5)]


def test_what_was_asked_and_how_it_ended_is_said_in_words(officer: Client) -> None:
    told = page(officer, f"/{looked().pk}")
    assert "<dd>persoon</dd>" in told
    assert "<dd>getoond</dd>" in told


def test_a_complaint_is_taken_up_and_answered_in_order(officer: Client) -> None:
    line, who = looked(), known(AN)
    actions.complain(
        look_up=line.pk, resident=who, text="Ik was daar niet.", actor=f"resident:{who}",
        now=clock.now(),
    )  # fmt: skip
    complaint = Complaint.objects.get()
    assert "Ik was daar niet." in page(officer, "?tab=complaints")
    address = f"/desk/complaints/{complaint.pk}"
    officer.post(address, {"move": "explain", "answer": "Dit was in orde, want u kwam langs."})
    complaint.refresh_from_db()
    assert complaint.state == "contested"
    officer.post(address, {"move": "take_up"})
    officer.post(address, {"move": "explain", "answer": "kort"})
    complaint.refresh_from_db()
    assert complaint.state == "in_review"
    officer.post(address, {"move": "explain", "answer": "Dit was in orde, want u kwam langs."})
    complaint.refresh_from_db()
    assert (complaint.state, complaint.answered_at is None) == ("explained", False)


def test_the_officer_reads_every_look_up_that_a_complaint_is_about_and_every_complaint(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds._KINDS, "case", kinds.GroundKind(lambda *_, **__: True))
    actor, who = clerk("bea"), known(AN)
    for ask in (actions.look_up_person, actions.look_up_relations):
        ask(
            of=who, ground=Ground("case", "42"), purpose="certificate", actor=actor,
            now=clock.now(),
        )  # fmt: skip
    apart = looked(login="bob")
    lines = list(LookUp.objects.filter(actor=actor).order_by("number"))
    actions.complain(
        look_up=lines[1].pk, resident=who, text="Ik was daar niet.", actor=f"resident:{who}",
        now=clock.now(),
    )  # fmt: skip
    for here, other in (lines, lines[::-1]):
        told = page(officer, f"/{here.pk}")
        assert told.count("Ik was daar niet.") == 1
        assert f'href="/desk/look-ups/{other.pk}"' in told
        assert f'href="/desk/look-ups/{apart.pk}"' not in told
    assert "Ik was daar niet." not in page(officer, f"/{apart.pk}")


@pytest.mark.parametrize("path", ["?tab=nothing", "/00000000-0000-4000-8000-000000000009"])
def test_what_is_not_there_is_not_found(officer: Client, path: str) -> None:
    assert officer.get(f"/desk/look-ups{path}").status_code == 404


def test_each_look_of_the_officer_is_itself_in_the_journal(officer: Client) -> None:
    line = looked()
    for path in ("", "?tab=sample", f"/{line.pk}"):
        page(officer, path)
    written = Line.objects.filter(act="registers.look_at_evidence").order_by("id")
    assert [one.subject for one in written] == [
        "evidence:alerts", "evidence:sample", f"look_up:{line.pk}",
    ]  # fmt: skip


def find(client: Client, number: str) -> str:
    response = client.post("/desk/look-ups/person", {"number": number}, follow=True)
    assert response.status_code == 200
    where = response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"]
    assert AN.digits not in where
    return response.content.decode()


def test_the_look_ups_of_one_person_are_found_by_a_number_that_no_address_carries(
    officer: Client,
) -> None:
    line = looked()
    told = find(officer, AN.digits)
    assert f"/desk/look-ups/{line.pk}" in told
    assert AN.digits not in told
    assert f"resident:{known(AN)}" in Line.objects.filter(
        act="registers.look_at_evidence"
    ).values_list("subject", flat=True)


def test_a_number_that_is_none_or_nobodys_is_said_to_be_so(officer: Client) -> None:
    assert "nooit iets opgezocht" in find(officer, make.number(counter=977).digits)
    assert "nooit iets opgezocht" not in find(officer, "12345678901")


@pytest.mark.parametrize("about", ["x", "00000000-0000-0000-0000-000000000009"])
def test_a_reference_of_nobody_is_no_page(officer: Client, about: str) -> None:
    assert officer.get(f"/desk/look-ups?tab=search&about={about}").status_code == 404


def test_only_the_officer_finds_somebody_by_number() -> None:
    client = signed_in(employee(Role.MANAGER))
    assert client.post("/desk/look-ups/person", {"number": AN.digits}).status_code == 403


def test_one_look_up_leads_to_all_of_that_person(officer: Client) -> None:
    line = looked()
    assert f"tab=search&amp;about={known(AN)}" in page(officer, f"/{line.pk}")
