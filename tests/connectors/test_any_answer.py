"""Whatever a register sends, the connector gives an answer or says that there is none."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.documented import (
    LOOK_UP,
    SENDER,
    Known,
    ask,
    caller,
    gezinslid,
    item,
    persoon,
    reply,
)
from tests.factories import registers as make

from loket.connectors.civilstatus import MagdaCivilStatus
from loket.connectors.population import Housemate, MagdaPopulation
from loket.domain.registers.asking import NoAnswer
from loket.kit import calling, paper
from loket.kit.calling import Caller

AN = make.number()
MARRIAGE = make.Filed("b-2", "marriage", make.date(2010, 5, 1), "Teststad", (AN.digits, AN.digits))
ENTRY = make.Register()
ENTRY.add(AN, civil_status="married", municipality="99999")
TAKEN = reply("RegistreerInschrijving", str(LOOK_UP), "<Inhoud/>")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda deeper: (
        st.lists(deeper, max_size=3) | st.dictionaries(st.text(max_size=8), deeper, max_size=3)
    ),
    max_leaves=6,
)


def outcome(act: Callable[[], object]) -> str:
    """``answer``, or the failure; anything else is a bug and is raised."""
    try:
        act()
    except NoAnswer as none:
        return none.failure
    return "answer"


def acts_from(body: bytes) -> MagdaCivilStatus:
    return MagdaCivilStatus(caller(lambda _: httpx.Response(200, content=body)))


def magda_that_says(body: bytes) -> MagdaPopulation:
    """To whatever is asked once the case is enrolled."""

    def answer(request: httpx.Request) -> httpx.Response:
        enrols = b"RegistreerInschrijving" in request.content
        return httpx.Response(200, content=TAKEN if enrols else body)

    return MagdaPopulation(caller(answer), SENDER)


def person_from(body: bytes) -> str:
    return outcome(lambda: magda_that_says(body).person(ask(), Known()))


@given(st.sampled_from(sorted(item(MARRIAGE))), anything)
def test_a_list_of_acts_with_anything_in_it_is_an_answer_or_none(name: str, value: Any) -> None:
    body = json.dumps({"items": [item(MARRIAGE) | {name: value}]}).encode()
    outcome(lambda: acts_from(body).acts(ask(), Known()))
    outcome(lambda: acts_from(body).act(ask(), reference="b-2", form="extract"))


@given(st.sampled_from(["personNumber", "roleType"]), anything)
def test_a_person_of_an_act_with_anything_in_it_is_an_answer_or_none(name: str, value: Any) -> None:
    told = item(MARRIAGE)
    told["searchPeople"][1][name] = value
    body = json.dumps({"items": [told]}).encode()
    outcome(lambda: acts_from(body).acts(ask(), Known()))


@pytest.mark.parametrize("number", ["8507", "8507309973", "850730-997.34", "٨٥٠٧٣٠٩٩٧٣٤", "x" * 11])
def test_an_act_about_what_is_no_number_makes_nobody(number: str) -> None:
    told, who = item(MARRIAGE), Known()
    told["searchPeople"][1]["personNumber"] = number
    body = json.dumps({"items": [told]}).encode()
    assert outcome(lambda: acts_from(body).acts(ask(), who)) == "malformed"
    assert set(who) <= {AN.digits}


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"items": [' + b"[" * 100_000, b"\xff\xfe", b'{"items": NaN}']
)
def test_a_list_that_no_reader_can_read_is_malformed(body: bytes) -> None:
    assert outcome(lambda: acts_from(body).acts(ask(), Known())) == "malformed"


@given(st.data())
def test_a_person_with_bytes_changed_is_an_answer_or_none(data: st.DataObject) -> None:
    whole = reply(
        "GeefPersoon", str(LOOK_UP), f"<Inhoud>{persoon(ENTRY.entries[AN.digits])}</Inhoud>"
    )
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 40)))
    person_from(whole[:at] + data.draw(st.binary(max_size=12)) + whole[until:])


@given(st.data())
def test_a_household_with_bytes_changed_is_an_answer_or_none(data: st.DataObject) -> None:
    lives = gezinslid(
        Housemate(AN.digits, "reference", make.date(2015, 1, 1)), make.entry(AN), "01"
    )
    content = f"<Inhoud><Gezinsleden>{lives}</Gezinsleden></Inhoud>"
    whole = reply("GeefGezinssamenstelling", str(LOOK_UP), content)
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 40)))
    body = whole[:at] + data.draw(st.binary(max_size=12)) + whole[until:]
    outcome(lambda: magda_that_says(body).household(ask(), Known()))


@pytest.mark.parametrize(
    "born", ["", "0000-00-00", "1959-00-00", "9" * 5000, "1980-13-41", "٣-٣-٣", "1980-05-02Z"]
)
def test_a_day_of_birth_that_is_none_breaks_nothing(born: str) -> None:
    told = persoon(ENTRY.entries[AN.digits]).replace("1980-05-02", born)
    assert person_from(reply("GeefPersoon", str(LOOK_UP), f"<Inhoud>{told}</Inhoud>")) in (
        "answer", "malformed",
    )  # fmt: skip


@pytest.mark.parametrize("after", ["9" * 400, "9" * 20, "soon", "-1", "٣", "1e9", ""])
def test_a_time_to_come_back_that_is_none_is_still_a_pause(after: str) -> None:
    away = httpx.Response(503, headers={"Retry-After": after.encode()})
    client = MagdaCivilStatus(caller(lambda _: away))
    with pytest.raises(NoAnswer) as none:
        client.acts(ask(), Known())
    assert none.value.failure == "away"
    assert timedelta() < none.value.retry_after <= timedelta(days=1)


def test_a_finished_document_that_was_cut_off_on_the_way_is_malformed() -> None:
    cut = paper.write("Attest", ["regel"])[:-20]
    inside = f"<INSZ>{AN.digits}</INSZ><Document>{base64.b64encode(cut).decode()}</Document>"
    body = reply("GeefAttest", str(LOOK_UP), f"<Inhoud><Attest>{inside}</Attest></Inhoud>")
    client = MagdaPopulation(caller(lambda _: httpx.Response(200, content=body)), SENDER)
    assert outcome(lambda: client.attest(ask(), model="life")) == "malformed"
    listed = json.dumps({"items": [item(MARRIAGE)]}).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        fetches = request.url.path.endswith("officialDocuments")
        return httpx.Response(200, content=cut if fetches else listed)

    acts = MagdaCivilStatus(caller(answer))
    assert outcome(lambda: acts.act(ask(), reference="b-2", form="copy")) == "malformed"


@contextmanager
def serving(say: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """A real server that takes every question and then does this; gives its address."""
    listening, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while True:
                taken, _ = listening.accept()
                with taken, suppress(OSError):
                    taken.recv(65_536)
                    say(taken, over)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        over.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def says_nothing(_taken: socket.socket, over: threading.Event) -> None:
    over.wait()


def drips(taken: socket.socket, over: threading.Event) -> None:
    """A byte again and again, each before the reader gives up; the answer never ends."""
    taken.sendall(CHUNKED)
    while not over.wait(0.02):
        taken.sendall(b"1\r\n{\r\n")


def never_ends(taken: socket.socket, over: threading.Event) -> None:
    """As fast as it can, and without saying how much it will be."""
    taken.sendall(CHUNKED)
    while not over.is_set():
        taken.sendall(b"10000\r\n" + bytes(65_536) + b"\r\n")


def breaks_off(taken: socket.socket, _over: threading.Event) -> None:
    taken.sendall(HEAD + b'Content-Length: 900\r\n\r\n{"items": []')


def is_no_http(taken: socket.socket, _over: threading.Event) -> None:
    taken.sendall(b"\x16\x03\x01 hello\r\n\r\n")


@pytest.mark.parametrize("say", [says_nothing, drips, never_ends, breaks_off, is_no_http])
def test_a_register_that_does_not_end_its_answer_is_away(
    say: Callable[[socket.socket, threading.Event], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "LARGEST", 1_000_000)
    with serving(say) as address:
        asked = Caller(address, wait=0.3, whole=0.6, tries=1)
        assert outcome(lambda: MagdaCivilStatus(asked).acts(ask(), Known())) == "away"
