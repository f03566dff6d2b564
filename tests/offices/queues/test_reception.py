import tomllib
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path

import pytest
from tests.factories.city import NOW, SINCE, Spot, make_city
from tests.offices.queues.helpers import DAY, KIOSK, NINE, at, checked_in, clerk

from loket.domain.people.may import Role
from loket.domain.queues.rules import QueueRules
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.people.models import Employee
from loket.foundations.places.actions import begin_edition
from loket.foundations.places.models import Location, Parameter, Profile, ReceptionShift, Window
from loket.kit import packs
from loket.offices.queues import actions, queries
from loket.offices.queues.models import Question, Referral, Revision, Topic

pytestmark = pytest.mark.django_db

TOPICS = """
[[topics]]
code = "taxes"
name.nl = "Belastingen"
level = "federal"

[[topics]]
code = "waste"
name.nl = "Afval"
"""
REFERRALS = (
    TOPICS
    + """
[[referrals]]
code = "tax-office"
topic = "taxes"
level = "federal"
name.nl = "Belastingkantoor"
phone = "02 000 00 00"
text.nl = "Met je aanslagbiljet."
"""
)
RULES = """
[[rules]]
valid_from = 2026-01-01
grace_minutes = 5
source = "2025_CBS_00001"
"""


def topic() -> None:
    Topic.objects.create(code="taxes", name={"nl": "Belastingen"}, level="federal")


def load(folder: Path, known: Mapping[str, str] | None = None, **files: str) -> None:
    """Read these files as a pack and load its sections of this room, as the roof does."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    sections = packs.in_order(one for one in packs.registered() if one.load in LOADED)
    pack = packs.read(folder, sections, packs.Languages("nl"))
    assert pack.problems == ()
    difference = packs.compare(pack, {"topics": known or {}})
    for section in sections:
        section.load(packs.loading(pack, section.name, difference, at=NOW, actor="system:test"))


LOADED = (actions.define_rules, actions.define_topics, actions.define_referrals)


def test_a_question_is_counted_with_topic_level_and_outcome_and_nothing_else() -> None:
    make_city()
    topic()
    me = clerk(role=Role.RECEPTION)
    actions.log_question(location="hall", topic="taxes", outcome="referred", actor=me, now=at(1))
    actions.log_question(
        location="hall", topic="taxes", level="city", outcome="answered", actor=me, now=at(2)
    )
    assert list(Question.objects.values_list("topic__code", "level", "outcome")) == [
        ("taxes", "federal", "referred"),
        ("taxes", "city", "answered"),
    ]
    fields = {field.name for field in Question._meta.get_fields()}
    assert fields == {"id", "location", "at", "topic", "level", "outcome"}
    assert Line.objects.filter(act="queues.log_question").count() == 2


def test_questions_are_counted_per_topic_level_and_outcome() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    topic()
    me = clerk("")
    for minute, where in ((1, "hall"), (2, "hall"), (3, "annex"), (600, "hall")):
        actions.log_question(
            location=where, topic="taxes", outcome="referred", actor=me, now=at(minute)
        )
    counted = queries.count_questions(at(0), at(600))
    assert counted == [queries.QuestionCount("taxes", "federal", "referred", 3)]
    assert queries.count_questions(at(0), at(600), "hall")[0].count == 2


def test_a_question_that_fits_nothing_is_refused_with_all_reasons() -> None:
    make_city()
    topic()
    me = clerk()
    with pytest.raises(RuleBroken, match="unknown_topic"):
        actions.log_question(location="hall", topic="x", outcome="answered", actor=me, now=at(1))
    with pytest.raises(RuleBroken) as refused:
        actions.log_question(
            location="hall", topic="taxes", level="moon", outcome="shrug", actor=me, now=at(1)
        )
    assert [one.code for one in refused.value.reasons] == ["unknown_level", "unknown_outcome"]
    assert Question.objects.count() == 0


def test_only_who_works_at_a_reception_counts_its_questions() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    topic()
    stranger = clerk("annex")
    for actor in (stranger, KIOSK, "resident"):
        with pytest.raises(RuleBroken, match="not_allowed"):
            actions.log_question(
                location="hall", topic="taxes", outcome="answered", actor=actor, now=at(1)
            )


def test_the_reception_of_a_location_is_described_with_its_decisions() -> None:
    make_city({"house": Spot(reception="appointments_only", walk_in=False)})
    Profile.objects.update(decision="2021_CBS_09882")
    Parameter.objects.create(
        key="district_reception", value={"on": False}, valid_from=SINCE, source="2021_CBS_09882"
    )
    begin_edition()
    told = queries.describe_reception("house", DAY)
    assert (told.mode, told.gives_tickets, told.decision) == (
        "appointments_only",
        False,
        "2021_CBS_09882",
    )
    assert (told.districts, told.districts_decision) == (False, "2021_CBS_09882")


def test_an_empty_shift_is_reported_until_somebody_takes_it() -> None:
    make_city()
    hall = Location.objects.get(code="hall")
    Window.objects.create(
        location=hall, purpose="reception", weekday=DAY.weekday(), opens=time(9), closes=time(12),
        valid_from=SINCE,
    )  # fmt: skip
    begin_edition()
    shift = ReceptionShift.objects.create(
        location=hall, day=DAY, opens=time(9), closes=time(12), employee=None
    )
    (gap,) = queries.list_empty_shifts("hall", DAY, DAY)
    assert (gap.day, gap.interval.minutes) == (DAY, 180)
    clerk(login="welcome")
    shift.employee = Employee.objects.get(login="welcome")
    shift.save()
    assert queries.list_empty_shifts("hall", DAY, DAY) == ()


def test_topics_and_referrals_come_from_the_city_pack(tmp_path: Path) -> None:
    load(tmp_path, referrals=REFERRALS)
    assert [(one.code, one.level) for one in queries.list_topics()] == [
        ("taxes", "federal"),
        ("waste", "city"),
    ]
    (referral,) = queries.list_referrals(topic="taxes")
    assert (referral.phone, referral.text) == ("02 000 00 00", {"nl": "Met je aanslagbiljet."})
    assert queries.list_referrals(level="city") == []
    assert len(queries.list_referrals()) == Referral.objects.count() == 1


def test_a_topic_that_the_pack_drops_is_withdrawn_and_its_questions_stay(tmp_path: Path) -> None:
    load(tmp_path, referrals=TOPICS)
    load(tmp_path, {"taxes": "", "waste": ""}, referrals=TOPICS.rpartition("[[topics]]")[0])
    assert [one.code for one in queries.list_topics()] == ["taxes"]
    assert Topic.objects.count() == 2


def test_the_numbers_of_the_queue_are_dated_data_of_the_city(tmp_path: Path) -> None:
    make_city()
    load(tmp_path, queue=RULES)
    assert Revision.objects.get().source == "2025_CBS_00001"
    assert queries.find_rules(DAY).grace_minutes == 5
    before = queries.find_rules(DAY - timedelta(days=400))
    assert before == QueueRules(grace_minutes=10)
    assert checked_in("0900", 6).due_at == NINE + timedelta(minutes=16)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("grace_minutes = 5", "the day from which these numbers hold"),
        ("valid_from = 2026-01-01\ninterval_percent = 100", "50 to 99"),
        ("valid_from = 2026-01-01\nlate_minutes = 30", "at most walk_in_minutes"),
    ],
)
def test_numbers_that_cannot_be_rules_are_faults_of_the_pack(wrong: str, expected: str) -> None:
    (section,) = (one for one in packs.registered() if one.name == "queue_rules")
    faults = list(section.faults(QueueRules(**tomllib.loads(wrong))))
    assert [fault.expected for fault in faults] == [expected]
