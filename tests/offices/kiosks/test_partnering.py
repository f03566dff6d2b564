"""A contact point and its host: opinions, a closing, and the address of the host's page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.city import NOW
from tests.offices.kiosks.helpers import administrator, code_of, open_city

from loket.foundations.journal.models import Line
from loket.foundations.places import queries as places
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.models import Closing, HostLink, Opinion

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
GONE = TODAY + timedelta(days=20)
WHY = "Niemand vraagt hier nog naar."


def note(wish: str = "stop", **more: Any) -> None:
    facts = {"point": "library", "reason": WHY, "on": TODAY, "actor": "system:test", "now": NOW}
    actions.note_opinion(wish=wish, **(facts | more))


def close(**more: Any) -> None:
    facts: dict[str, Any] = {
        "point": "library", "notice_on": TODAY, "removed_on": GONE, "redirect": "sports",
        "reason": WHY, "actor": "system:test", "now": NOW,
    }  # fmt: skip
    actions.announce_closing(**(facts | more))


def serving(day: date) -> set[str]:
    return {one.code for one in places.list_contact_points(day)}


class TestOpinions:
    def test_t52_what_a_host_thinks_is_kept_with_its_day_and_reason(self) -> None:
        open_city()
        note("keep", on=TODAY - timedelta(days=300), reason="Jongeren komen er graag.")
        note()
        first, second = queries.list_opinions("library")
        assert (first.wish, first.on, first.reason) == ("stop", TODAY, WHY)
        assert second.wish == "keep"
        assert queries.latest_opinions()["library"] == first
        assert queries.list_opinions("sports") == []

    def test_who_is_no_manager_notes_none(self) -> None:
        open_city()
        clerk = administrator("an", "clerk")
        assert code_of(note, actor=clerk) == "not_allowed"
        assert code_of(note, actor=administrator("mo", "manager")) == ""

    def test_an_opinion_about_nowhere_or_without_a_reason_is_refused(self) -> None:
        open_city()
        assert code_of(note, point="nowhere") == "unknown_kiosk"
        assert code_of(note, reason=" ") == "opinion_needs_a_reason"
        assert not Opinion.objects.exists()

    @pytest.mark.parametrize("change", [{"wish": "maybe"}, {"reason": ""}])
    def test_the_database_wants_what_and_why(self, change: dict[str, str]) -> None:
        facts = {"point": "library", "on": TODAY, "wish": "keep", "reason": WHY, "noted_at": NOW}
        with pytest.raises(IntegrityError, match="an_opinion_says_what_and_why"):
            Opinion.objects.create(**(facts | change))


class TestClosing:
    def test_t51_a_kiosk_that_goes_serves_until_its_day_and_sends_people_on(self) -> None:
        open_city()
        close(notice_on=TODAY + timedelta(days=3))
        assert "library" in serving(GONE - timedelta(days=1))
        assert "library" not in serving(GONE)
        assert "library" not in queries.list_closings_said(TODAY)
        said = queries.list_closings_said(TODAY + timedelta(days=3))["library"]
        assert (said.removed_on, said.redirect) == (GONE, "sports")
        assert Line.objects.filter(act="kiosks.announce_closing").count() == 1

    def test_what_is_taken_back_serves_on_and_is_said_to_nobody(self) -> None:
        open_city()
        close()
        actions.withdraw_closing(point="library", actor="system:test", now=NOW)
        assert "library" in serving(GONE)
        assert queries.find_closing("library") is None
        assert queries.list_closings_said(TODAY) == {}
        close()
        assert Closing.objects.count() == 2

    def test_what_has_gone_does_not_come_back_by_a_withdrawal(self) -> None:
        open_city()
        close()
        late = NOW + timedelta(days=21)
        facts = {"point": "library", "actor": "system:test", "now": late}
        assert code_of(actions.withdraw_closing, **facts) == "no_closing"
        assert "library" not in serving(late.date())

    def test_one_closing_at_a_time_and_never_to_a_place_that_has_gone(self) -> None:
        open_city()
        close()
        assert code_of(close) == "closing_announced_already"
        assert code_of(close, point="sports", redirect="library") == "redirect_not_open"
        assert code_of(close, point="sports", redirect="hall") == ""

    @pytest.mark.parametrize(
        ("name", "change"),
        [
            ("one_closing_per_contact_point", {}),
            ("a_closing_is_said_before_it_is", {"point": "x", "removed_on": TODAY}),
            ("a_closing_sends_people_somewhere_else", {"point": "x", "redirect": "x"}),
            ("a_closing_sends_people_somewhere_else", {"point": "x", "redirect": ""}),
        ],
    )
    def test_the_database_refuses(self, name: str, change: dict[str, Any]) -> None:
        facts = {
            "point": "library", "notice_on": TODAY, "removed_on": GONE, "redirect": "sports",
            "announced_at": NOW,
        }  # fmt: skip
        Closing.objects.create(**facts)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Closing.objects.create(**(facts | change))


class TestTheLinkOfAHost:
    def secret(self) -> str:
        return queries.host_path("library").partition("?s=")[2]

    def renew(self) -> str:
        actions.renew_host_link(point="library", actor="system:test", now=NOW)
        return self.secret()

    def test_a_new_address_closes_every_older_one(self) -> None:
        open_city()
        secrets = [self.secret(), self.renew(), self.renew()]
        assert len(set(secrets)) == 3
        assert [queries.is_host("library", one) for one in secrets] == [False, False, True]
        assert queries.is_host("sports", secrets[2]) is False

    def test_a_revoked_address_opens_nothing_until_it_is_renewed(self) -> None:
        open_city()
        old = self.secret()
        actions.revoke_host_link(point="library", actor="system:test", now=NOW)
        assert queries.host_path("library") == ""
        assert [queries.is_host("library", one) for one in (old, "")] == [False, False]
        new = self.renew()
        assert queries.is_host("library", new) is True
        assert queries.is_host("library", old) is False
        assert HostLink.objects.get().version == 1

    def test_revoking_twice_is_revoking_once(self) -> None:
        open_city()
        for _ in range(2):
            actions.revoke_host_link(point="library", actor="system:test", now=NOW)
        assert Line.objects.filter(act="kiosks.revoke_host_link").count() == 1
