"""People who book through the API and do not give up: each asks again, under the same key."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.faults.town import LOCATIONS

GIVE_UP_AFTER = 240.0
WAIT_FOR_AN_ANSWER = 8.0
OUTAGE = (503, "outage")
#: Slots that are shown; few, so that visitors want the same.
SHOWN = 12
PRODUCTS = ("KIDSID", "KIDSID", "BIRTH")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request under one key, and the answer that counts."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]
    status: int = 0
    content: bytes = b""

    @property
    def answer(self) -> dict[str, Any]:
        """The content, read."""
        return json.loads(self.content)


@dataclass(slots=True)
class Visit:
    """What one visitor was told."""

    email: str
    #: An address of its own: limits for robots do not count it with others.
    address: str
    holds: list[str] = field(default_factory=list)
    code: str = ""
    secret: str = ""
    starts_at: str = ""
    location: str = ""
    state: str = ""
    moves: int = 0
    trail: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """What all visitors together saw."""

    requests: int = 0
    repeated: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    #: Answers that are neither an acknowledgement nor an honest refusal or outage.
    surprises: list[str] = field(default_factory=list)


class Visitor:
    """One thread that makes one visit after the other until it is told to stop."""

    def __init__(self, number: int, port: int, stop: threading.Event) -> None:
        self.number, self.port, self.stop = number, port, stop
        self.dice = random.Random(number)
        self.visits: list[Visit] = []
        self.counts = Counts()

    def run(self) -> None:
        """A visit that has begun is brought to its end."""
        while not self.stop.is_set():
            n = len(self.visits)
            address = f"10.{self.number}.{n // 250}.{n % 250 + 1}"
            visit = Visit(f"visitor{self.number}.{n}@example.org", address)
            self.visits.append(visit)
            self._make(visit)

    def _make(self, visit: Visit) -> None:
        items = [{"product": self.dice.choice(PRODUCTS), "quantity": 1}]
        if not (held := self._hold(visit, items)):
            return
        visit.state = "held"
        if self.dice.random() < 0.05:
            return
        contact = {"name": "An Peeters", "email": visit.email}
        booked = self._write(visit, "POST", "/appointments", {"hold": held, **contact})
        visit.code, visit.state = booked.answer["code"], "booked"
        visit.secret = booked.answer["manage_url"].partition("?s=")[2]
        self._note(visit, booked)
        if self.dice.random() < 0.25:
            self._move(visit, items)
        if self.dice.random() < 0.2:
            self._write(visit, "DELETE", f"/appointments/{visit.code}", None)
            visit.state = "cancelled"

    def _move(self, visit: Visit, items: list[dict[str, Any]]) -> None:
        own = {"replaces": visit.code, "secret": visit.secret}
        if held := self._hold(visit, items, **own):
            moved = self._write(visit, "PATCH", f"/appointments/{visit.code}", {"hold": held})
            visit.moves += 1
            self._note(visit, moved)

    def _note(self, visit: Visit, told: Asked) -> None:
        visit.starts_at, visit.location = told.answer["starts_at"], told.answer["location"]

    def _hold(self, visit: Visit, items: list[dict[str, Any]], **more: str) -> str:
        """The first moment of those on show that nobody else takes; "" when there is none."""
        for _ in range(6):
            slots = self._search(visit, items[0]["product"])
            if not slots:
                continue
            body = {"slot": self.dice.choice(slots), "items": items, **more}
            asked = self._write(visit, "POST", "/holds", body)
            if asked.status == 201:
                visit.holds.append(asked.answer["hold"])
                return asked.answer["hold"]
        return ""

    def _search(self, visit: Visit, product: str) -> list[str]:
        day = (datetime.now(UTC) + timedelta(days=self.dice.randint(2, 12))).date()
        query = f"item={product}:1&from={day}&to={day}&limit={SHOWN}"
        path = f"/api/v1/availability?{query}&location={self.dice.choice(LOCATIONS)}"
        found = self._ask(Asked("GET", path, b"", {"X-Forwarded-For": visit.address}))
        return [slot["slot"] for slot in found.answer["slots"]]

    def _write(self, visit: Visit, method: str, path: str, body: dict[str, Any] | None) -> Asked:
        """The acknowledged answer; a refusal only where the moment may be gone."""
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.UUID(int=self.dice.getrandbits(128), version=4)),
            "X-Forwarded-For": visit.address,
            "Appointment-Secret": visit.secret,
        }
        content = b"" if body is None else json.dumps(body).encode()
        told = self._ask(Asked(method, f"/api/v1{path}", content, headers))
        if told.status < 300:
            visit.trail.append(told)
            if self.dice.random() < 0.1:
                self._compare(told)
        elif (path, told.status) != ("/holds", 409):
            self.counts.surprises.append(f"{method} {path} {told.status} {told.content[:300]!r}")
            raise AssertionError(self.counts.surprises[-1])
        return told

    def _compare(self, told: Asked) -> None:
        again = self._ask(told)
        self.counts.repeated += 1
        if (again.status, again.content) != (told.status, told.content):
            self.counts.surprises.append(f"{told} was answered anew: {again}")

    def replay(self, share: float) -> None:
        """Asks what was answered once more, under the same key."""
        for visit in self.visits:
            for told in visit.trail:
                if self.dice.random() < share:
                    self._compare(told)

    def _ask(self, asked: Asked) -> Asked:
        """Until there is an answer that is not an outage."""
        until = time.monotonic() + GIVE_UP_AFTER
        while time.monotonic() < until:
            told = self._try(asked)
            if told is not None and told.status < 500:
                return told
            time.sleep(self.dice.uniform(0.05, 0.25))
        raise AssertionError(f"no answer in {GIVE_UP_AFTER:.0f} s to {asked}")

    def _try(self, asked: Asked) -> Asked | None:
        self.counts.requests += 1
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_FOR_AN_ANSWER)
        try:
            line.request(asked.method, asked.path, asked.body, asked.headers)
            answer = line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.counts.statuses[0] += 1
            return None
        finally:
            line.close()
        self.counts.statuses[answer.status] += 1
        if answer.status >= 500 and not _is_outage(answer, content):
            self.counts.surprises.append(
                f"{asked.method} {asked.path}: {answer.status} {content!r}"
            )
        return Asked(asked.method, asked.path, asked.body, asked.headers, answer.status, content)


def _is_outage(answer: http.client.HTTPResponse, content: bytes) -> bool:
    """A 503 that says so to a machine, and when to come back."""
    if answer.headers.get_content_type() != "application/problem+json":
        return False
    told = (answer.status, json.loads(content).get("code"))
    return told == OUTAGE and answer.headers["Retry-After"] is not None
