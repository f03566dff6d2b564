"""The front door is asked as a visitor asks; whatever happens behind it, asking never fails."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from loket.connectors import frontdoor
from loket.connectors.frontdoor import FrontDoor, HttpFrontDoor, SimulatedFrontDoor


class Page(BaseHTTPRequestHandler):
    """Answers `/`; what stands in the path before it is the status it answers with."""

    def do_GET(self) -> None:
        status = int(self.path.strip("/") or 200)
        self.send_response(status)
        self.send_header("Content-Length", "4" if status != 299 else "400")
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_both_doors_say_in_how_many_milliseconds_they_open(address: str) -> None:
    doors: list[FrontDoor] = [HttpFrontDoor(address), SimulatedFrontDoor([12])]
    for door in doors:
        took = door.open()
        assert took is not None
        assert took >= 0


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_a_page_that_is_a_refusal_is_no_open_door(address: str, status: int) -> None:
    assert HttpFrontDoor(f"{address}/{status}").open() is None


def test_a_page_that_is_cut_off_is_no_open_door(address: str) -> None:
    assert HttpFrontDoor(f"{address}/299").open() is None


def test_nobody_behind_the_door_and_nobody_who_answers_are_both_no_open_door() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert HttpFrontDoor(f"http://127.0.0.1:{port}", patience=0.2).open() is None
    with socket.socket() as taken:  # and deaf: nobody else is given the port meanwhile
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert HttpFrontDoor(f"http://127.0.0.1:{port}").open() is None


def test_the_simulated_door_stays_shut_when_it_has_nothing_more_to_say() -> None:
    door = SimulatedFrontDoor([7, None])
    assert [door.open() for _ in range(3)] == [7, None, None]


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "localhost:8000"])
def test_an_address_that_is_none_of_the_web_is_our_own_mistake(address: str) -> None:
    with pytest.raises(ValueError, match="address of the web"):
        HttpFrontDoor(address)


def test_the_connector_says_how_far_it_is_known_to_be_right() -> None:
    assert frontdoor.STANDING == "schema-checked"
