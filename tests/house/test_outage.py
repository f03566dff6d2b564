"""A house without its database says so, and when to come back; it never breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_django
from django.db import connection
from django.test import Client, RequestFactory

from loket.config import outage


@pytest.fixture
def no_database(tmp_path: Path, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """As after kill -9 of the server: nobody listens at the socket."""
    with django_db_blocker.unblock():
        connection.close()
        known = connection.settings_dict["HOST"]
        connection.settings_dict["HOST"] = str(tmp_path)
        yield
        connection.close()
        connection.settings_dict["HOST"] = known


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    "path",
    ["/", "/locations/", "/book?item=KIDSID:1", "/desk/", "/desk/sign-in", "/kiosk/x/", "/board/x"],
)
def test_a_page_asks_people_to_try_again(path: str) -> None:
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Even geduld" in answer.content.decode()


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("path", ["/api/v1/products", "/api/v1/locations", "/feeds/hours.json"])
def test_a_machine_is_told_the_same_with_a_code(path: str) -> None:
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "outage"


@pytest.mark.usefixtures("no_database")
def test_a_press_on_a_button_is_told_so_too() -> None:
    answer = Client(raise_request_exception=False).post("/book/hold", {"slot": "x"})
    assert answer.status_code == 503


def test_our_own_mistake_stays_a_mistake() -> None:
    request = RequestFactory().get("/")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        answer = outage.broken(request)
    assert answer.status_code == 500
