"""The demo has requests in many states, made as people make them, and only once."""

import pytest
from tests.offices.certificates.conftest import world
from tests.offices.certificates.world import NOW, World, clerk

from loket.demo import certificates
from loket.demo.residents import BY_KEY
from loket.demo.synthetic.reading import TablesOfTheCity
from loket.domain.registers.asking import NoAnswer
from loket.offices.certificates.models import Request

__all__ = ["world"]


def test_telling_it_twice_asks_for_nothing_twice(world: World) -> None:
    actor = clerk(team="")
    certificates.tell(clerk=actor, now=NOW)
    first = Request.objects.count()
    certificates.tell(clerk=actor, now=NOW)
    assert first == Request.objects.count() > 0


def test_what_a_clerk_did_is_among_it(world: World) -> None:
    certificates.tell(clerk=clerk(team=""), now=NOW)
    states = set(Request.objects.values_list("state", flat=True))
    assert {"with_clerk", "taken", "refused", "withdrawn", "migrating"} <= states


@pytest.mark.parametrize("wish", certificates.WISHES, ids=lambda one: f"{one.who} {one.product}")
def test_everybody_who_asks_is_one_of_the_ready_made(wish: certificates.Wish, db: None) -> None:
    assert certificates.resident(wish.who, NOW)


def test_about_one_of_them_the_register_never_answers(db: None) -> None:
    """So that a request that is received and waits can be seen."""
    number = BY_KEY["unanswered"].number.digits
    with pytest.raises(NoAnswer, match="away"):
        TablesOfTheCity().find(number)
    assert any(one.who == "unanswered" for one in certificates.WISHES)
