"""Kill -9 between intent, look-up, seal and delivery: evidence exists, and one document is issued.

Each resident's request is stopped at another place, in the real processes of a house; whoever was
at it is killed there, and the resident asks again as people do. The cluster writes to disk.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from tests.faults.house import House, building, within
from tests.faults.issuing import (
    PATIENCE_SECONDS,
    Asker,
    kill_web_and_worker,
    sealing,
    stopped_at,
)

from loket.config.cluster import roles

pytestmark = pytest.mark.xdist_group("storms")

AT_MOST_SECONDS = 1200
CITY_AUTHORS, REGISTER_AUTHORS = "WOONDUUR", "NATION"
#: Where whoever decides a request is killed: before what it would write or read there.
IN_THE_ACT = {
    "between intent and look-up": (CITY_AUTHORS, "demo_citizen", "ACCESS EXCLUSIVE"),
    "between look-up and outcome": (CITY_AUTHORS, "registers_outcome", "SHARE"),
    "between decision and document": (CITY_AUTHORS, "documents_document", "SHARE"),
    "between a register's document and its keeping": (
        REGISTER_AUTHORS, "documents_document", "SHARE",
    ),
}  # fmt: skip
PLACES = (*IN_THE_ACT, "between the seal and its keeping", "between seal and delivery")


@dataclass(slots=True)
class Aftermath:
    """What the residents got, by where their request was stopped."""

    house: House
    askers: dict[str, Asker]
    #: The page while no sealing process ran, and what a download then gave.
    unsealed_page: str = ""
    unsealed_file: httpx.Response | None = None
    verdict: dict[str, Any] = field(default_factory=dict)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.house.sql() as db:
            return db.execute(query).fetchall()


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Aftermath]:
    """Every request stopped once, killed there, asked again, and in the end delivered."""
    with within(AT_MOST_SECONDS), building() as house:
        said = house.run("tests.faults.applicants", str(len(PLACES)), str(house.folder / "seal"))
        askers = [Asker(house, session) for session in json.loads(said)]
        after = Aftermath(house, dict(zip(PLACES, askers, strict=True)))
        with house.open():
            for place, (product, table, mode) in IN_THE_ACT.items():
                _die_deciding(house, after.askers[place], product, table, mode)
            _die_sealing(after)
            _die_delivering(after)
            with sealing(house):
                _wait_until_all_is_delivered(after)
            after.verdict = house.verify()
            yield after


def _die_deciding(house: House, asker: Asker, product: str, table: str, mode: str) -> None:
    with ThreadPoolExecutor(1) as threads:
        with stopped_at(house, table, mode) as waits:
            pressed = threads.submit(asker.ask, product)
            waits.until_somebody_waits()
            kill_web_and_worker(house)
        with pytest.raises(httpx.HTTPError):
            pressed.result()
    asker.ask_until_answered(product)


def _die_sealing(after: Aftermath) -> None:
    """The document is made; the sealing process dies with the seal in its hand."""
    asker = after.askers["between the seal and its keeping"]
    asker.ask_until_answered(CITY_AUTHORS)
    with (
        stopped_at(after.house, "documents_seal", "SHARE", role=roles.SEALER) as waits,
        sealing(after.house) as sealer,
    ):
        waits.until_somebody_waits()
        sealer.kill()
        sealer.wait(PATIENCE_SECONDS)
    after.unsealed_page = asker.look()
    after.unsealed_file = asker.fetch()


def _die_delivering(after: Aftermath) -> None:
    """It is sealed; whoever would write that it is delivered dies, and is looked for again."""
    asker = after.askers["between seal and delivery"]
    asker.ask_until_answered(CITY_AUTHORS)
    with stopped_at(after.house, "certificates_move", "SHARE") as waits:
        with sealing(after.house):
            _wait_for(after, "SELECT count(*) FROM documents_document WHERE sealed_at IS NULL")
        with ThreadPoolExecutor(1) as threads:
            looked = threads.submit(asker.look_once)
            waits.until_somebody_waits()
            kill_web_and_worker(after.house)
            looked.result()


def _wait_until_all_is_delivered(after: Aftermath) -> None:
    _wait_for(after, "SELECT count(*) FROM certificates_request WHERE state <> 'delivered'")


def _wait_for(after: Aftermath, left: str) -> None:
    """Until this query counts none; the worker takes up what waits."""
    until = time.monotonic() + PATIENCE_SECONDS
    with after.house.sql() as db:
        while db.execute(left).fetchone() != (0,):
            assert time.monotonic() < until, f"{left}: {after.house.said()}"
            time.sleep(0.1)


def test_each_resident_has_one_request_and_it_is_delivered(aftermath: Aftermath) -> None:
    states = aftermath.rows("SELECT applicant, state FROM certificates_request")
    assert Counter(state for _who, state in states) == {"delivered": len(PLACES)}
    assert len({who for who, _state in states}) == len(PLACES)


def test_each_request_has_one_document_and_each_of_the_citys_one_seal(
    aftermath: Aftermath,
) -> None:
    issued = aftermath.rows(
        "SELECT r.document = d.id, d.source, count(s.document_id) FROM documents_document d"
        " LEFT JOIN certificates_request r ON d.reference = 'certificate:' || r.id"
        " LEFT JOIN documents_seal s ON s.document_id = d.id GROUP BY d.id, r.document"
    )
    assert Counter(issued) == {(True, "city", 1): len(PLACES) - 1, (True, "population", 0): 1}


def test_the_journal_has_one_line_for_each_step_of_each_request(aftermath: Aftermath) -> None:
    lines = aftermath.rows(
        "SELECT act, subject FROM journal_line WHERE act <> 'certificates.fetch'"
        " AND (act LIKE 'certificates.%' OR act LIKE 'documents.%')"
    )
    assert [pair for pair, times in Counter(lines).items() if times > 1] == []
    assert Counter(act for act, _subject in lines) == {
        "certificates.ask": len(PLACES),
        "certificates.decide": len(PLACES),
        "certificates.deliver": len(PLACES),
        "documents.author": len(PLACES) - 1,
        "documents.take_in": 1,
        "documents.seal": len(PLACES) - 1,
    }
    assert aftermath.verdict["fault"] is None


def test_a_look_up_whose_process_was_killed_has_left_its_intent(aftermath: Aftermath) -> None:
    without_outcome = aftermath.rows(
        "SELECT l.ground_reference FROM registers_lookup l LEFT JOIN registers_outcome o"
        " ON o.look_up_id = l.id WHERE o.look_up_id IS NULL"
    )
    cut_off = aftermath.rows(
        "SELECT subject FROM journal_line i WHERE act = 'registers.look_up' AND NOT EXISTS"
        " (SELECT FROM journal_line o WHERE o.act = 'registers.conclude' AND o.subject = i.subject)"
    )
    assert len(without_outcome) == len(cut_off)
    killed = aftermath.askers["between intent and look-up"].page.rpartition("/")[2]
    assert (killed,) in without_outcome


def test_no_outcome_is_without_an_intent_in_the_journal(aftermath: Aftermath) -> None:
    assert not aftermath.rows(
        "SELECT o.subject FROM journal_line o WHERE act = 'registers.conclude' AND NOT EXISTS"
        " (SELECT FROM journal_line i WHERE i.act = 'registers.look_up' AND i.subject = o.subject"
        "  AND i.id < o.id)"
    )


@pytest.mark.parametrize("place", PLACES)
def test_whoever_was_cut_off_gets_the_same_file_each_time(aftermath: Aftermath, place: str) -> None:
    asker = aftermath.askers[place]
    assert "Je document is klaar" in asker.look()
    first, second = asker.fetch(), asker.fetch()
    assert first.content.startswith(b"%PDF-")
    assert first.content == second.content


def test_what_was_sealed_is_authentic_to_a_stranger(aftermath: Aftermath) -> None:
    for asker in aftermath.askers.values():
        code = re.search(r'<p class="code[^"]*">([A-Z0-9-]+)</p>', asker.look())
        assert bool(code) == (asker.product == CITY_AUTHORS)
        if code:
            with asker.browser() as stranger:
                told = stranger.get(f"/api/v1/documents/{code[1]}").json()
            assert told["answer"] == "authentic"


def test_while_nobody_seals_the_page_says_so_and_no_file_leaves(aftermath: Aftermath) -> None:
    assert "Bijna klaar: we zetten het zegel erop" in aftermath.unsealed_page
    assert aftermath.unsealed_file is not None
    assert 400 <= aftermath.unsealed_file.status_code < 500
    assert b"%PDF-" not in aftermath.unsealed_file.content
    assert "wacht nog op zijn zegel" in aftermath.unsealed_file.text
