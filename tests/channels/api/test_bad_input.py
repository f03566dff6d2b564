"""Whatever comes in, what goes out is a problem with a code, never a fault of ours."""

import pytest
from django.test import Client
from tests.channels.api.helpers import (
    API,
    assert_problem,
    get,
    hold,
    moments,
    open_city,
    post,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({}, 422, "invalid_values"),
        ({"item": ""}, 422, "invalid_values"),
        ({"item": "NOPE"}, 404, "unknown_product"),
        ({"item": "KIDSID:0"}, 422, "quantity_out_of_bounds"),
        ({"item": "KIDSID:-1"}, 422, "quantity_out_of_bounds"),
        ({"item": "KIDSID:10000"}, 422, "quantity_out_of_bounds"),
        ({"item": "KIDSID:99999999999999999999"}, 422, "invalid_values"),
        ({"item": "KIDSID:1.5"}, 422, "invalid_values"),
        ({"item": "KIDSID:\u0662"}, 422, "invalid_values"),
        ({"item": "KIDS\x00ID"}, 422, "invalid_values"),
        ({"item": ["KIDSID", "KIDSID"]}, 422, "product_twice"),
        ({"item": ["KIDSID"] * 21}, 422, "invalid_values"),
        ({"item": ["KIDSID", "ALONE"]}, 422, "products_do_not_combine"),
        ({"item": "KIDSID", "location": "nowhere"}, 404, "unknown_location"),
        ({"item": "KIDSID", "location": "a\x00b"}, 422, "invalid_values"),
        ({"item": "KIDSID", "location": ["hall"] * 160}, 422, "invalid_values"),
        ({"item": "KIDSID", "location": ["hall"] * 999}, 400, "malformed"),
        ({"item": "KIDSID", "near": "91,4"}, 422, "invalid_values"),
        ({"item": "KIDSID", "near": "nan,inf"}, 422, "invalid_values"),
        ({"item": "KIDSID", "near": "51.2"}, 422, "invalid_values"),
        ({"item": "KIDSID", "limit": "0"}, 422, "invalid_values"),
        ({"item": "KIDSID", "limit": "1" * 5000}, 422, "invalid_values"),
        ({"item": "KIDSID", "from_": "tomorrow"}, 422, "invalid_values"),
        ({"item": "KIDSID", "from_": "2026-02-30"}, 422, "invalid_values"),
        ({"item": "KIDSID", "language": "<script>"}, 422, "invalid_values"),
        ({"item": "KIDSID", "evening": "perhaps"}, 422, "invalid_values"),
    ],
)
def test_a_search_that_means_nothing_is_refused(query: dict, status: int, code: str) -> None:
    open_city()
    assert_problem(get("/availability", **query), status, code)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1969-12-31", "2100-02-28"])
def test_days_out_of_reach_give_no_moments(day: str) -> None:
    open_city()
    assert get("/availability", item="KIDSID", from_=day, until=day).json()["slots"] == []
    for path in ("/products", "/locations", "/locations/hall"):
        assert get(path, on=day).status_code in {200, 404}


@pytest.mark.parametrize(
    ("slot", "status", "code"),
    [
        ("x", 404, "unknown_moment"),
        ("hall", 404, "unknown_moment"),
        ("hall_2026-13-01_0900", 404, "unknown_moment"),
        ("hall_2026-11-25_0901", 404, "unknown_moment"),
        ("hall_2026-11-25_2500", 404, "unknown_moment"),
        ("_2026-11-25_0900", 404, "unknown_moment"),
        ("nowhere_2020-11-25_0900", 404, "unknown_location"),
        ("hall_2020-01-02_0900", 422, "moment_past"),
        ("hall_0001-01-01_0000", 422, None),
        ("hall_9999-12-31_2355", 422, None),
        ("hall_2099-01-01_0900", 422, "not_open"),
        ("hall\x00", 422, "invalid_values"),
        ("x" * 121, 422, "invalid_values"),
    ],
)
def test_a_moment_that_is_no_moment_cannot_be_held(slot: str, status: int, code: str) -> None:
    open_city()
    answer = hold(slot)
    assert_problem(answer, status, code or answer.json()["code"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "invalid_values"),
        (b"{", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (b'"\\ud800"', 400, "malformed"),
        (b"[" * 10_000, 400, "malformed"),
        (b'{"a": ' * 2_000, 400, "malformed"),
        (b"null", 422, "invalid_values"),
        (b"[]", 422, "invalid_values"),
        (b'{"slot": 1, "items": {}}', 422, "invalid_values"),
        (b'{"slot": "x", "items": []}', 422, "invalid_values"),
        (
            b'{"slot": "x", "items": [{"product": "KIDSID", "quantity": 1e99}]}',
            422,
            "invalid_values",
        ),
        (b'{"slot": "x", "items": [{"product": "KIDSID", "quantity": NaN}]}', 400, "malformed"),
        (b'{"slot": "x", "items": [{"product": "a\\u0000"}]}', 422, "invalid_values"),
        (b'{"slot": "x", "items": [{"product": "KIDSID"}], "more": 1}', 422, "invalid_values"),
        (b" " * 20_000, 413, "body_too_large"),
    ],
)
def test_a_body_that_is_no_hold_is_refused(body: bytes, status: int, code: str) -> None:
    open_city()
    assert_problem(post("/holds", body), status, code)


def test_a_body_that_is_not_said_to_be_json_is_refused() -> None:
    open_city()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = Client().generic("POST", f"{API}/holds", b"{}", content_type=kind)
        assert_problem(answer, 415, "not_json")


@pytest.mark.parametrize("quantity", [0, -1, 7, 10_000])
def test_nobody_holds_a_moment_for_an_absurd_number(quantity: int) -> None:
    open_city()
    answer = hold(moments()[0]["slot"], quantity=quantity)
    assert_problem(answer, 422, "quantity_out_of_bounds")


def test_an_address_or_a_method_that_does_not_exist_is_told_so() -> None:
    open_city()
    for path in ("/nothing", "/products/", "/appointments", "/../x", "/%00"):
        told = Client().get(f"{API}{path}")
        assert told.headers["Content-Type"] == "application/problem+json", path
        assert told.status_code in {404, 405}, path
    for path in ("/feeds/nothing", "/feeds/", "/api/", "/api/v2/products"):
        assert_problem(Client().get(path), 404, "not_found")
    refused = send("DELETE", "/products")
    assert_problem(refused, 405, "method_not_allowed")
    assert refused.headers["Allow"] == "GET"


def test_whoever_only_wants_the_head_is_served() -> None:
    open_city()
    assert Client().head(f"{API}/products").status_code == 200


@pytest.mark.parametrize("code", ["", "x", "ÀÉÎ", "A" * 500, "%00", "3467-9ACD", "../../x"])
def test_a_code_that_is_no_code_opens_nothing(code: str) -> None:
    open_city()
    from urllib.parse import quote

    for method in ("GET", "DELETE"):
        answer = send(method, f"/appointments/{quote(code)}?s=x")
        assert answer.status_code in {404, 405}
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_question_is_answered_without_a_session_or_a_cookie() -> None:
    open_city()
    slot = moments()[0]["slot"]
    for answer in (get("/products"), hold(slot), get("/availability", item="KIDSID")):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_without_a_city_the_answer_is_to_come_back_later() -> None:
    told = get("/products")
    assert_problem(told, 503, "no_city")
    assert int(told.headers["Retry-After"]) > 0
