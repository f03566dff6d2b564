"""Short words for asking the API as a program does."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client
from tests.factories.city import PRODUCTS, Desk, Spot, make_city

from loket.domain.catalogue.product import Product
from loket.kit import clock

API = "/api/v1"
DAILY = tuple(range(7))
#: Open every day, so that no test depends on the day on which it runs.
OPEN = Spot(desks=(Desk(weekdays=DAILY),))


def open_city(**spots: Spot) -> None:
    """A city that is alive today and in the weeks to come; by default one hall with one counter."""
    make_city(spots or {"hall": OPEN}, products=PRODUCTS, now=clock.now())


def open_shop(products: tuple[Product, ...], **spots: Spot) -> None:
    """The same with products of one's own."""
    make_city(spots or {"hall": OPEN}, products=products, now=clock.now())


def get(path: str, **query: Any) -> HttpResponse:
    """Ask; a list repeats its name, and `from_` stands for `from`."""
    named = {key.rstrip("_"): value for key, value in query.items()}
    return Client().get(f"{API}{path}?{urlencode(named, doseq=True)}")


def send(
    method: str, path: str, body: Any = None, *, key: str = "", address: str = ""
) -> HttpResponse:
    """Write, from an address of one's own if one is given."""
    headers = {"Idempotency-Key": key} if key else {}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Client(REMOTE_ADDR=address or "192.0.2.1").generic(
        method, f"{API}{path}", content, content_type="application/json", headers=headers
    )


def post(path: str, body: Any, **how: str) -> HttpResponse:
    """Write something new."""
    return send("POST", path, body, **how)


def moments(*items: str, **wish: Any) -> list[dict[str, Any]]:
    """The moments offered for these items."""
    found = get("/availability", item=list(items) or ["KIDSID"], **wish)
    assert found.status_code == 200, found.content
    return found.json()["slots"]


def hold(slot: str, product: str = "KIDSID", quantity: int = 1, **more: Any) -> HttpResponse:
    """Keep a moment."""
    how = {name: more.pop(name) for name in ("key", "address") if name in more}
    items = [{"product": product, "quantity": quantity}]
    return post("/holds", {"slot": slot, "items": items, **more}, **how)


def book(slot: str, who: str = "an", product: str = "KIDSID", **how: str) -> dict[str, Any]:
    """Keep a moment and confirm it."""
    held = hold(slot, product, **how)
    assert held.status_code == 201, held.content
    person = {"hold": held.json()["hold"], "name": who.title(), "email": f"{who}@example.org"}
    booked = post("/appointments", person)
    assert booked.status_code == 201, booked.content
    return booked.json()


def secret_of(booked: dict[str, Any]) -> str:
    """The secret in the link of an appointment."""
    return parse_qs(urlsplit(booked["manage_url"]).query)["s"][0]


def own(booked: dict[str, Any], tail: str = "") -> str:
    """The address of an appointment for its holder."""
    return f"/appointments/{booked['code']}{tail}?s={secret_of(booked)}"


def assert_problem(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """An answer is a refusal with this code, complete; gives its body."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    told = response.json()
    assert (response.status_code, told["status"], told["code"]) == (status, status, code), told
    assert told["title"]
    assert told["detail"]
    assert told["reasons"]
    return told
