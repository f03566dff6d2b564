"""Asking for a certificate: decided at once, once, and never refused by a machine."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories import documents as sealing
from tests.factories import registers as make
from tests.offices.certificates.world import FIELDS, NOW, World, ask

from loket.domain.people.standing import Standing
from loket.domain.refusals import RuleBroken
from loket.domain.registers.facts import Household, Member
from loket.foundations.documents import queries as documents
from loket.foundations.journal import queries as journal
from loket.foundations.people import actions as people
from loket.offices.certificates import actions, queries
from loket.offices.certificates.actions import Words, gathering
from loket.offices.certificates.actions.claims import nationality_of
from loket.offices.certificates.models import Request


def test_an_attest_about_oneself_is_there_at_once(world: World) -> None:
    asked = ask(world["Nora"])
    assert asked.state == "delivered"
    assert asked.document
    assert (
        actions.fetch(request=asked.id, actor=f"resident:{world['Nora']}", now=NOW)[:4] == b"%PDF"
    )


def test_what_a_register_gave_passes_through_as_it_came(world: World) -> None:
    asked = ask(world["Nora"])
    assert asked.document
    line = documents.find(asked.document)
    assert line
    assert (line.source, line.code, line.template) == ("population", "", "nationality")


def test_what_the_city_writes_is_delivered_with_its_seal_and_never_before(world: World) -> None:
    asked = ask(world["Nora"], "WOONDUUR")
    assert asked.state == "granted"
    actor = f"resident:{world['Nora']}"
    with pytest.raises(RuleBroken, match="not_sealed_yet"):
        actions.fetch(request=asked.id, actor=actor, now=NOW)
    sealing.seal_everything(NOW)
    assert actions.deliver(request=asked.id, actor=actor, now=NOW).state == "delivered"
    assert actions.fetch(request=asked.id, actor=actor, now=NOW)[:4] == b"%PDF"


def test_a_parent_has_the_attest_of_a_child_at_home(world: World) -> None:
    words = Words(whose="child", born_on=date(2014, 5, 20))
    asked = ask(world["Nora"], words=words)
    assert asked.state == "delivered"
    found = Request.objects.get(pk=asked.id)
    assert (found.subject, found.capacity) == (world["Lou"], "parent")


def test_a_parent_outside_the_household_is_with_a_clerk_and_reads_no_reason(world: World) -> None:
    asked = ask(world["Tom"], words=Words(whose="child", born_on=date(2014, 5, 20)))
    assert (asked.state, asked.reasons) == ("with_clerk", ())


def test_the_household_of_a_minor_is_with_a_clerk(world: World) -> None:
    asked = ask(world["Lou"], "GEZIN")
    assert (asked.state, asked.reasons) == ("with_clerk", ("minor_asks_household",))


def test_a_household_with_somebody_undisclosed_is_with_a_clerk_and_reads_no_reason(
    world: World,
) -> None:
    world.change("Lou", undisclosed_until=NOW.date())
    asked = ask(world["Nora"], "GEZIN")
    assert (asked.state, asked.reasons) == ("with_clerk", ())


@pytest.mark.parametrize("told", [True, False])
def test_a_household_whose_register_tells_nobodys_protection_may_hide_somebody(
    world: World, told: bool
) -> None:
    members = [
        Member(world[name], "child", "Claes", (name,), None, None, NOW.date(), protection_told=told)
        for name in ("Nora", "Lou")
    ]
    counted = gathering._household(
        Household(world["Nora"], None, tuple(members)),
        Request(applicant=world["Nora"], asked_on=NOW.date()),
        world["Nora"],
    )
    assert counted.a_member_is_undisclosed is not told
    assert counted.a_member_is_under_investigation is not told


def test_an_act_about_oneself_is_an_extract_at_once(world: World) -> None:
    asked = ask(world["Nora"], "BIRTH_ACT")
    assert asked.state == "delivered"
    assert asked.document
    line = documents.find(asked.document)
    assert line
    assert line.template == "birth-extract"


def test_a_copy_needs_a_reason_and_is_not_the_default(world: World) -> None:
    with pytest.raises(RuleBroken, match="copy_needs_a_reason"):
        ask(world["Nora"], "BIRTH_ACT", words=Words(form="copy"))
    asked = ask(world["Nora"], "BIRTH_ACT", words=Words(form="copy", reason="rechtbank vraagt het"))
    assert asked.state == "delivered"


def test_an_ex_spouse_gets_the_same_answer_as_for_somebody_who_does_not_exist(
    world: World,
) -> None:
    described = Words(whose="other", name="Claes", first_name="Nora", born_on=date(1987, 3, 14))
    nobody = replace(described, first_name="Niemand")
    answers = [ask(world["Tom"], "BIRTH_ACT", words=one) for one in (described, nobody)]
    assert [(one.state, one.reasons) for one in answers] == [("with_clerk", ())] * 2


def test_an_ex_spouse_is_no_spouse_of_today(world: World) -> None:
    world.tie("Tom", "spouse", "Nora", until=date(2020, 1, 1))
    world.tie("Tom", "former_spouse", "Nora", since=date(2020, 1, 1))
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"))
    assert (asked.state, asked.reasons) == ("with_clerk", ())


def test_a_spouse_of_today_has_the_act_at_once(world: World) -> None:
    world.tie("Tom", "spouse", "Nora", since=date(2010, 1, 1))
    assert ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse")).state == "delivered"


def test_a_spouse_does_not_learn_of_a_change_of_sex_registration(world: World) -> None:
    world.tie("Tom", "spouse", "Nora", since=date(2010, 1, 1))
    world.register.acts[0] = replace(world.register.acts[0], shows_sex_change=True)
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"))
    assert (asked.state, asked.reasons) == ("with_clerk", ())


def test_an_extract_from_the_criminal_record_is_never_asked_at_a_kiosk(world: World) -> None:
    with pytest.raises(RuleBroken, match="not_at_a_kiosk"):
        ask(world["Nora"], "RECORD", words=Words(activity="general"), channel="kiosk")
    assert not queries.is_printable("RECORD", NOW)
    assert queries.is_printable("NATION", NOW)


def test_an_extract_from_the_criminal_record_names_its_activity(world: World) -> None:
    with pytest.raises(RuleBroken, match="activity_needed"):
        ask(world["Nora"], "RECORD")
    asked = ask(world["Nora"], "RECORD", words=Words(activity="education"))
    assert set(asked.reasons) == {"police_look_first", "central_register_asked_by_person"}


def test_a_product_that_is_no_certificate_is_not_asked_here(world: World) -> None:
    for code in ("PASSPORT", "NO_SUCH"):
        with pytest.raises(RuleBroken, match="unknown_certificate"):
            ask(world["Nora"], code)


def test_before_the_day_of_delivery_nothing_is_asked_here(world: World) -> None:
    early = NOW.replace(year=2022, month=3, day=30)
    with pytest.raises(RuleBroken, match="unknown_certificate"):
        ask(world["Nora"], now=early)


def test_a_form_sent_twice_is_one_request_and_one_document(world: World) -> None:
    key = uuid.uuid4()
    first, second = (ask(world["Nora"], key=key) for _ in range(2))
    assert (first.id, first.document) == (second.id, second.document)


def test_two_tabs_are_one_open_request(world: World) -> None:
    first, second = (
        ask(world["Tom"], words=Words(whose="child", born_on=date(2014, 5, 20))) for _ in range(2)
    )
    assert first.id == second.id
    assert Request.objects.count() == 1


def test_what_was_answered_may_be_asked_again(world: World) -> None:
    assert ask(world["Nora"]).id != ask(world["Nora"]).id


def test_a_mandate_carries_a_request_until_it_is_withdrawn(world: World) -> None:
    day = NOW.date()
    mandate = people.grant_mandate(
        grantor=world["Nora"], holder=world["Ludo"], products=["NATION"], valid_from=day,
        valid_to=day + timedelta(days=30), actor=f"resident:{world['Nora']}", now=NOW,
    )  # fmt: skip
    standing = Standing(
        world["Nora"], world["Ludo"], f"resident:{world['Ludo']}", "mandate", mandate
    )
    assert ask(world["Ludo"], standing=standing).state == "delivered"
    people.withdraw_mandate(mandate=mandate, actor=f"resident:{world['Nora']}", now=NOW)
    later = NOW + timedelta(minutes=1)
    assert ask(world["Ludo"], standing=standing, now=later).state == "with_clerk"


@pytest.mark.parametrize("forged", ["unknown", "of another subject"])
def test_a_forged_mandate_carries_nothing(world: World, forged: str) -> None:
    mandate = uuid.uuid4()
    if forged == "of another subject":
        mandate = people.grant_mandate(
            grantor=world["Tom"], holder=world["Ludo"], products=["NATION"],
            valid_from=NOW.date(), valid_to=NOW.date() + timedelta(days=30),
            actor=f"resident:{world['Tom']}", now=NOW,
        )  # fmt: skip
    standing = Standing(
        world["Nora"], world["Ludo"], f"resident:{world['Ludo']}", "mandate", mandate
    )
    assert ask(world["Ludo"], standing=standing).state == "with_clerk"


def test_the_journal_says_what_was_done_and_nothing_of_the_content(world: World) -> None:
    asked = ask(world["Tom"], words=Words(whose="other", name="Claes", born_on=date(1987, 3, 14)))
    lines = journal.list_about(f"certificate:{asked.id}")
    assert [line.act for line in lines] == ["certificates.decide", "certificates.ask"]
    told = str([(line.before, line.after) for line in lines])
    assert "Claes" not in told
    assert "right_not_proven" not in told


def test_words_and_facts_stand_in_the_database_encrypted(world: World) -> None:
    asked = ask(world["Tom"], words=Words(whose="other", name="Claes", born_on=date(1987, 3, 14)))
    found = Request.objects.get(pk=asked.id)
    assert found.words
    assert found.file
    assert b"Claes" not in bytes(found.words)
    assert b"right_not_proven" not in bytes(found.file)


def test_a_stranger_does_not_learn_that_a_request_exists(world: World) -> None:
    asked = ask(world["Nora"])
    for act in (
        lambda: actions.fetch(request=asked.id, actor=f"resident:{world['Ludo']}", now=NOW),
        lambda: queries.find_own(asked.id, world["Ludo"]),
        lambda: queries.find_own(uuid.uuid4(), world["Nora"]),
    ):
        with pytest.raises(RuleBroken, match="unknown_certificate_request"):
            act()


def test_an_applicant_takes_back_what_nobody_answered_yet(world: World) -> None:
    asked = ask(world["Tom"], words=Words(whose="child", born_on=date(2014, 5, 20)))
    actor = f"resident:{world['Tom']}"
    assert actions.withdraw(request=asked.id, actor=actor, now=NOW).state == "withdrawn"
    with pytest.raises(RuleBroken, match="certificate_move_not_allowed"):
        actions.withdraw(request=asked.id, actor=actor, now=NOW)


@pytest.mark.parametrize("unsaid", ["deceased_on", "under_investigation", "correction_pending"])
def test_what_the_purpose_does_not_tell_counts_as_a_stop(world: World, unsaid: str) -> None:
    told = tuple(one for one in FIELDS if one != unsaid)
    make.keep_purposes(make.purpose("narrow", fields=told))
    assert ask(world["Nora"], "NARROW").state == "with_clerk"


def test_what_the_purpose_tells_in_full_lets_the_machine_grant(world: World) -> None:
    make.keep_purposes(make.purpose("narrow", fields=FIELDS))
    assert ask(world["Nora"], "NARROW").state == "delivered"


@pytest.mark.parametrize(("country", "said"), [("BE", "Belg"), ("FR", "Frankrijk"), ("", "")])
def test_a_nationality_is_a_word_and_no_code(country: str, said: str) -> None:
    assert nationality_of(country) == said
