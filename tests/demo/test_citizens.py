"""The demo's people live in the districts of its pack, and a city that was cut off is told anew."""

from datetime import UTC, datetime

import pytest

from loket.config import env, loading
from loket.demo import citizens
from loket.demo.residents import BY_KEY
from loket.demo.synthetic import writing
from loket.demo.synthetic.reading import TablesOfTheCity

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def _antwerp(db: None) -> None:
    loading.load(env.REPOSITORY / "src" / "loket" / "cities" / "antwerp")


@pytest.mark.usefixtures("_antwerp")
def test_people_live_in_the_districts_of_the_pack_and_the_mother_in_that_of_the_trial() -> None:
    plan = citizens.plan(NOW, residents=200)
    assert plan.trial == ("2600", "Berchem")
    assert plan.municipality == "11002"
    assert len(plan.areas) > 5
    citizens.invent(NOW, residents=200)
    mother = TablesOfTheCity().find(BY_KEY["mother"].number.digits)
    assert mother.facts.address.locality == "Berchem"


@pytest.mark.usefixtures("_antwerp")
def test_a_city_that_was_cut_off_is_not_taken_for_whole() -> None:
    assert not citizens.is_whole()
    writing.write_part(citizens.plan(NOW, residents=50), 0)
    assert not citizens.is_whole()
    citizens.invent(NOW, residents=50)
    assert citizens.is_whole()
    before = writing.count_citizens()
    citizens.invent(NOW, residents=50)
    assert writing.count_citizens() == before
