"""The description for machines is true: every operation is asked what it says it understands."""

from collections.abc import Iterable
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from tests.channels.api.helpers import book, get, moments, open_city

from loket.channels.api.service import describe

served = get_wsgi_application()


def within_the_test(environ: Any, start_response: Any) -> Iterable[bytes]:
    """Like Django's own test client: the end of a request does not close the test's connection."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    response = served(environ, start_response)
    content = b"".join(response)
    response.close()
    for signal in signals:
        signal.connect(close_old_connections)
    return [content]


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", within_the_test)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.mark.django_db
@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_asked_the_answer_is_one_that_the_description_knows(case: Case) -> None:
    open_city_once()
    case.call_and_validate(checks=CHECKS)


def open_city_once() -> None:
    """All examples of one operation share a city."""
    if get("/products").status_code != 200:
        open_city()


@pytest.mark.django_db
def test_answers_to_honest_questions_fit_their_description() -> None:
    open_city()
    slots = moments(limit=40)
    booked = book(slots[0]["slot"])
    secret = booked["manage_url"].partition("?s=")[2]
    for path, code, query in (
        ("/products", "", {}),
        ("/products/{code}", "KIDSID", {}),
        ("/locations", "", {}),
        ("/locations/{code}", "hall", {}),
        ("/locations/{code}/queue", "hall", {}),
        ("/availability", "", {"item": ["KIDSID"]}),
        ("/appointments/{code}", booked["code"], {"s": secret}),
        ("/problems", "", {}),
    ):
        named = {"code": code} if code else {}
        case = schema[f"/api/v1{path}"]["GET"].Case(path_parameters=named, query=query)
        answer = case.call()
        assert answer.status_code == 200, path
        case.validate_response(answer, checks=CHECKS)


def test_it_is_openapi_3_1_and_names_every_call_that_is_served() -> None:
    told = describe()
    assert told["openapi"].startswith("3.1.")
    calls = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in told["paths"].items()
        for method in methods
    }
    assert calls == {
        "GET /products",
        "GET /products/{code}",
        "GET /locations",
        "GET /locations/{code}",
        "GET /locations/{code}/queue",
        "GET /contact-points",
        "GET /documents/{code}",
        "GET /availability",
        "POST /holds",
        "POST /appointments",
        "GET /appointments/{code}",
        "PATCH /appointments/{code}",
        "DELETE /appointments/{code}",
        "POST /earlier",
        "GET /problems",
    }


def test_every_refusal_is_described_as_a_problem() -> None:
    for methods in describe()["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]
