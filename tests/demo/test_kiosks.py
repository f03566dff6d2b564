"""The kiosks of the trial of 2021, as the demo tells them through acts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from loket.config import env, loading
from loket.demo import kiosks
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.models import AgeTally, Device, Tally

pytestmark = pytest.mark.django_db
CITY = env.REPOSITORY / "src" / "loket" / "cities" / "antwerp"
SINCE, UNTIL = date(2021, 9, 9), date(2021, 11, 25)
NOW = datetime(2021, 11, 26, 9, tzinfo=UTC)
MOST_USED = {"buurtloket-berchem", "de-poort", "t-rooi"}
PRINTED = {"GEZIN", "WOONST", "NATIONALITEIT", "BIRTH_ACT", "MARRIAGE_ACT"}


@pytest.fixture
def _told(db: None) -> None:
    loading.load(CITY)
    for sample in queries.list_samples():
        kiosks.tell_past(sample)


@pytest.mark.usefixtures("_told")
def test_t49_three_of_the_seven_contact_points_are_used_most() -> None:
    ranked = queries.rank(SINCE, UNTIL, trial="proeftuin-berchem")
    assert len(ranked) == 7
    assert {one.use.point for one in ranked[:3]} == MOST_USED


@pytest.mark.usefixtures("_told")
def test_t53_each_is_seen_beside_the_target_that_was_set_at_its_start() -> None:
    ranked = queries.rank(SINCE, UNTIL, trial="proeftuin-berchem")
    assert {one.use.target_per_week for one in ranked} == {25}
    assert {one.use.point for one in ranked if one.meets_target} == MOST_USED
    assert "ruytenburg" in {one.use.point for one in ranked if not one.meets_target}


@pytest.mark.usefixtures("_told")
def test_t54_most_clients_are_younger_and_no_band_tells_of_a_few() -> None:
    bands = queries.ages(SINCE, UNTIL)
    shown = {one.name: one.count for one in bands if one.count}
    assert bands[0].name == "18-29"
    assert shown["18-29"] + shown["30-44"] > sum(shown.values()) / 2
    assert all(count >= 5 for count in shown.values())
    assert not hasattr(AgeTally(), "product")


@pytest.mark.usefixtures("_told")
def test_t55_they_are_used_mainly_to_print_certificates_and_to_request_codes() -> None:
    mix = {one.name: one.count or 0 for one in queries.mix(SINCE, UNTIL)}
    mainly = sum(count for name, count in mix.items() if name in {*PRINTED, "PINPUK"})
    assert mainly > 0.8 * sum(mix.values())


@pytest.mark.usefixtures("_told")
def test_the_weeks_of_a_contact_point_add_up_to_its_sample() -> None:
    for sample in queries.list_samples():
        told = Tally.objects.filter(point=sample.point, product="")
        assert sum(one.count for one in told) == sum(part.clients for part in sample.mix)


def test_the_demo_makes_any_browser_a_kiosk_with_a_printer_and_paper() -> None:
    loading.load(CITY)
    browser = Client()
    assert browser.get("/demo/kiosk/de-poort")["Location"] == "/kiosk/de-poort/"
    browser.get("/demo/kiosk/de-poort")
    device = Device.objects.get()
    assert (device.printer, device.sheets) == ("simulated:", 500)
    page = browser.get("/kiosk/de-poort/").content.decode()
    assert "Een attest afdrukken" in page
    assert "Nieuwe pin- of pukcode" in page
    assert browser.get("/demo/kiosk/nowhere").status_code == 404


def test_a_second_browser_has_paper_of_its_own() -> None:
    loading.load(CITY)
    kiosks.enrol("corso", now=NOW)
    second = kiosks.enrol("corso", now=NOW + timedelta(minutes=10)).device
    assert Device.objects.get(id=second).sheets == kiosks.SHEETS
    actions.beat(point="corso", now=NOW)


def test_a_machine_that_nobody_uses_makes_place_for_the_next() -> None:
    loading.load(CITY)
    kiosks.enrol("corso", now=NOW)
    elsewhere = kiosks.enrol("de-poort", now=NOW).device
    later = kiosks.enrol("corso", now=NOW + timedelta(hours=2)).device
    assert {one.id for one in Device.objects.filter(revoked_at=None)} == {elsewhere, later}
