"""What a clerk does with what the rules handed over."""

import uuid
from datetime import date

import pytest
from tests.offices.certificates.world import CIVIL, NOW, World, ask, clerk

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import queries as documents
from loket.foundations.journal import queries as journal
from loket.foundations.messages.models import Message
from loket.offices.certificates import actions, queries
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request

CHILD = Words(whose="child", born_on=date(2014, 5, 20))
WHY = "Je bent geen partner van deze persoon."
NEXT = "Vraag aan de persoon zelf om de akte."


def stopped(world: World) -> uuid.UUID:
    """A parent outside the household, whose team is the counters."""
    return ask(world["Tom"], words=CHILD).id


def test_a_clerk_takes_over_and_grants_and_it_is_delivered(world: World) -> None:
    request, actor = stopped(world), clerk()
    actions.take_over(request=request, actor=actor, now=NOW)
    done = actions.grant(request=request, note="vonnis gezien", actor=actor, now=NOW)
    assert done.state == "delivered"
    assert done.document
    assert documents.content(done.document).startswith(b"%PDF")
    acts = [line.act for line in journal.list_about(f"certificate:{request}")]
    assert acts[:3] == ["certificates.deliver", "certificates.grant", "certificates.take_over"]


def test_nobody_takes_what_a_colleague_has(world: World) -> None:
    request, first, second = stopped(world), clerk("an"), clerk("bo")
    actions.take_over(request=request, actor=first, now=NOW)
    with pytest.raises(RuleBroken, match="certificate_move_not_allowed"):
        actions.take_over(request=request, actor=second, now=NOW)
    with pytest.raises(RuleBroken, match="taken_by_colleague"):
        actions.grant(request=request, note="", actor=second, now=NOW)


def test_taking_over_twice_is_no_mistake(world: World) -> None:
    request, actor = stopped(world), clerk()
    for _ in range(2):
        assert actions.take_over(request=request, actor=actor, now=NOW).state == "taken"


@pytest.mark.parametrize(
    ("team", "role", "code"),
    [
        (CIVIL, Role.CLERK, "another_team_answers"),
        ("", Role.RECEPTION, "not_allowed"),
        ("", Role.ADMINISTRATOR, "not_allowed"),
        ("", Role.DPO, "not_allowed"),
    ],
)
def test_another_team_and_other_roles_are_kept_out(
    world: World, team: str, role: Role, code: str
) -> None:
    request, actor = stopped(world), clerk(team=team, role=role)
    with pytest.raises(RuleBroken, match=code):
        actions.take_over(request=request, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match=code):
        queries.find_dossier(request, actor=actor, now=NOW)


def test_an_applicant_decides_nothing(world: World) -> None:
    request = stopped(world)
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.take_over(request=request, actor=f"resident:{world['Tom']}", now=NOW)


def test_a_refusal_says_why_and_what_to_do_next(world: World) -> None:
    request, actor = stopped(world), clerk()
    actions.take_over(request=request, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="refusal_says_too_little"):
        actions.refuse(request=request, why="nee", next_step=NEXT, actor=actor, now=NOW)
    actions.refuse(request=request, why=WHY, next_step=NEXT, actor=actor, now=NOW)
    told = queries.find_refusal(request, world["Tom"])
    assert told
    assert (told.why, told.next_step) == (WHY, NEXT)


def test_an_answer_is_told_without_what_it_is(world: World) -> None:
    request, actor = stopped(world), clerk()
    me = f"resident:{world['Tom']}"
    with pytest.raises(RuleBroken, match="email_unreadable"):
        actions.leave_email(request=request, email="tom", actor=me, now=NOW)
    actions.leave_email(request=request, email="tom@voorbeeld.be", actor=me, now=NOW)
    actions.take_over(request=request, actor=actor, now=NOW)
    assert not Message.objects.exists()
    actions.refuse(request=request, why=WHY, next_step=NEXT, actor=actor, now=NOW)
    (told,) = Message.objects.all()
    assert (told.kind, told.recipient) == ("something_waits", "tom@voorbeeld.be")
    for never in ("Nation", WHY, "attest", "geweigerd"):
        assert never not in told.subject + told.body


def test_nobody_leaves_an_address_on_somebody_elses_request(world: World) -> None:
    other = f"resident:{world['Ludo']}"
    with pytest.raises(RuleBroken, match="unknown_certificate_request"):
        actions.leave_email(request=stopped(world), email="l@voorbeeld.be", actor=other, now=NOW)


def test_a_refusal_is_not_for_who_did_not_take_it_over(world: World) -> None:
    request, actor = stopped(world), clerk()
    with pytest.raises(RuleBroken, match="certificate_move_not_allowed"):
        actions.refuse(request=request, why=WHY, next_step=NEXT, actor=actor, now=NOW)


def test_past_an_undisclosed_address_it_takes_two_people(world: World) -> None:
    world.change("Lou", undisclosed_until=NOW.date())
    request, first, second = ask(world["Nora"], words=CHILD).id, clerk("an"), clerk("bo")
    actions.take_over(request=request, actor=first, now=NOW)
    proposed = actions.grant(request=request, note="gezag gezien", actor=first, now=NOW)
    assert (proposed.state, proposed.document) == ("proposed", None)
    with pytest.raises(RuleBroken, match="same_person_twice"):
        actions.confirm(request=request, actor=first, now=NOW)
    assert actions.confirm(request=request, actor=second, now=NOW).state == "delivered"


def test_what_another_authority_made_comes_as_a_file(world: World) -> None:
    request = ask(world["Nora"], "RECORD", words=Words(activity="general")).id
    actor = clerk()
    actions.take_over(request=request, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="document_needed"):
        actions.grant(request=request, note="", actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="not_a_pdf"):
        actions.grant(request=request, note="", actor=actor, now=NOW, pdf=b"<html>")
    done = actions.grant(request=request, note="", actor=actor, now=NOW, pdf=b"%PDF-1.7 blanco")
    assert done.state == "delivered"
    assert done.document
    assert documents.content(done.document) == b"%PDF-1.7 blanco"


def test_a_clerk_finds_who_was_described_and_the_rules_are_asked_again(world: World) -> None:
    described = Words(whose="other", name="Peeters", first_name="Nora", born_on=date(1987, 3, 14))
    request = ask(world["Tom"], "BIRTH_ACT", words=described).id
    actor = clerk(team=CIVIL)
    actions.take_over(request=request, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="subject_not_named"):
        actions.grant(request=request, note="erfgenaam", actor=actor, now=NOW)
    hits = actions.search_subject(
        request=request, names="Peeters", born_on=None, actor=actor, now=NOW
    )
    nora = next(one.resident for one in hits if one.first_names == ("Nora",))
    actions.name_subject(request=request, subject=nora, actor=actor, now=NOW)
    dossier = queries.find_dossier(request, actor=actor, now=NOW)
    assert [one.code for one in dossier.stops] == ["right_not_proven"]
    assert not dossier.needs_file
    assert actions.grant(request=request, note="akte van erfopvolging", actor=actor, now=NOW).state


def test_a_clerk_reads_every_rule_with_its_date_and_source(world: World) -> None:
    request, actor = stopped(world), clerk()
    dossier = queries.find_dossier(request, actor=actor, now=NOW)
    assert {one.finding for one in dossier.rules} == {"does_not_prove", "passes", "stops"}
    assert all(one.source for one in dossier.rules)
    assert dossier.rule_set


def test_a_look_at_the_people_of_a_case_is_evidence(world: World) -> None:
    request, actor = stopped(world), clerk()
    people = actions.look_at_people(request=request, actor=actor, now=NOW)
    assert people.applicant
    assert people.applicant.first_names == ("Tom",)
    assert people.subject
    assert people.subject.first_names == ("Lou",)


def test_an_answered_case_opens_no_register(world: World) -> None:
    request, actor = stopped(world), clerk()
    actions.take_over(request=request, actor=actor, now=NOW)
    actions.refuse(request=request, why=WHY, next_step=NEXT, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="no_ground"):
        actions.look_at_people(request=request, actor=actor, now=NOW)


def test_wrong_data_is_revoked_and_never_edited(world: World) -> None:
    asked, actor = ask(world["Nora"]), clerk()
    done = actions.revoke(request=asked.id, reason="wrong_data", actor=actor, now=NOW)
    assert done.state == "revoked"
    assert asked.document
    line = documents.find(asked.document)
    assert line
    assert line.status == "revoked"


def test_the_inbox_names_nobody_and_shows_ones_own_teams(world: World) -> None:
    stopped(world)
    ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"))
    counters = queries.list_inbox({"counters"}, NOW)
    assert [one.product for one in counters] == ["NATION"]
    assert len(queries.list_inbox({""}, NOW)) == 2
    assert not queries.list_inbox({"mobility"}, NOW)
    assert Request.objects.for_clerks().count() == 2
