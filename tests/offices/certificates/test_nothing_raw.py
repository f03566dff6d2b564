"""What a register answered stands nowhere in the database as it came; and in the end nowhere.

A word that only the registers know is in every answer; then every table of the database is read,
as text, as bytes, packed in base 64 and in hexadecimal, after a storm of requests.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories import documents as factory
from tests.offices.certificates.world import FIELDS, NOW, World, ask, clerk

from loket.domain.registers.facts import Address, Residence
from loket.foundations.documents import tasks as documents
from loket.foundations.documents.models import Content, Document
from loket.foundations.registers.models import LookUp
from loket.offices.certificates import actions, tasks
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request

#: Long enough that base 64 cannot hide it in any of its three alignments.
MARK = "Kwistenbiebelaar"
DAYS = timedelta(days=1)
HOME = Address(f"{MARK}straat", "12", "", "2000", MARK, "99999")
CONTENT = "documents_content"
TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""


def forms_of(mark: str) -> list[str]:
    """How it would look as text, in the hexadecimal of bytes, and packed in base 64."""
    raw = mark.encode()
    packed = {base64.b64encode(bytes(shift) + raw).decode()[4:-4] for shift in range(3)}
    every = {mark, mark.upper(), raw.hex(), *packed}
    return sorted(every | {one.encode().hex() for one in packed})


def where_it_stands(mark: str = MARK) -> set[str]:
    """The tables in which the word stands in any of these forms."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {table} t WHERE t::text ILIKE ANY(%s))",
                [[f"%{one}%" for one in forms_of(mark)]],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


@pytest.fixture
def marked(world: World) -> World:
    """Everything that the registers say of anybody holds the word."""
    for digits, entry in world.register.entries.items():
        told: dict[str, Any] = {
            "names": f"{MARK} Peeters", "birth_place": MARK, "address": HOME,
            "history": (Residence(HOME, date(2005, 1, 1), date(2010, 1, 1)),),
        }  # fmt: skip
        facts = replace(entry.facts, first_names=(MARK, *entry.facts.first_names), **told)
        world.register.entries[digits] = replace(entry, facts=facts)
    for at, act in enumerate(world.register.acts):
        world.register.acts[at] = replace(act, place=MARK)
    return world


def storm(world: World) -> None:
    """Everybody asks for everything; a clerk looks at who they are, and searches."""
    own = ("NATION", "GEZIN", "HIST", "WOONST", "WOONDUUR", "BIRTH_ACT")
    for name in ("Nora", "Tom", "Ludo"):
        for product in own:
            ask(world[name], product)
    child = Words(whose="child", born_on=date(2014, 5, 20))
    for product in ("NATION", "BIRTH_ACT"):
        ask(world["Tom"], product, words=child)
    ex = Words(whose="other", first_name="Nora", name="Peeters", born_on=date(1987, 3, 14))
    stopped = ask(world["Tom"], "BIRTH_ACT", words=ex).id
    civil = clerk(team="civil-status")
    actions.take_over(request=stopped, actor=civil, now=NOW)
    actions.look_at_people(request=stopped, actor=civil, now=NOW)
    actions.search_subject(request=stopped, names=MARK, born_on=None, actor=civil, now=NOW)
    actions.name_subject(request=stopped, subject=world["Nora"], actor=civil, now=NOW)


def test_the_search_finds_what_is_kept_raw_in_any_form(world: World) -> None:
    assert where_it_stands() == set()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE kept (said text, packed bytea, list text[])")
        for said, packed in (
            (MARK, b""),
            ("", MARK.encode()),
            ("", base64.b64encode(b"a" + MARK.encode() + b"bcd")),
        ):
            cursor.execute("TRUNCATE kept")
            cursor.execute("INSERT INTO kept VALUES (%s, %s, ARRAY[%s])", [said, packed, ""])
            assert where_it_stands() == {"kept"}


def test_after_a_storm_of_requests_no_answer_stands_raw_but_in_finished_documents(
    marked: World, caplog: pytest.LogCaptureFixture
) -> None:
    storm(marked)
    factory.seal_everything()
    tasks.try_again(NOW + timedelta(minutes=1))
    assert LookUp.objects.count() > 40
    assert Document.objects.count() > 10
    assert where_it_stands() <= {CONTENT}
    assert MARK not in caplog.text


def test_thirty_days_after_delivery_the_facts_and_after_ninety_the_file_are_gone(
    marked: World,
) -> None:
    storm(marked)
    factory.seal_everything()
    tasks.try_again(NOW + timedelta(minutes=1))
    answered = Request.objects.filter(state="delivered")
    tasks.forget(NOW + 29 * DAYS)
    assert not answered.filter(file=None).exists()
    tasks.forget(NOW + 31 * DAYS)
    assert not answered.exclude(file=None).exists()
    assert not answered.filter(file_hash=None).exists()
    documents.forget(NOW + 89 * DAYS)
    assert Content.objects.count() == Document.objects.count()
    documents.forget(NOW + 91 * DAYS)
    assert not Content.objects.exists()
    assert where_it_stands() == set()
    kept = answered.values_list("state", "reasons", "file_hash")
    assert all(state and reasons == [] and file_hash for state, reasons, file_hash in kept)
    assert not Document.objects.filter(file_hash=None).exists()


def test_a_word_of_the_applicant_is_kept_as_little_as_one_of_the_register(world: World) -> None:
    words = Words(whose="other", first_name="Nora", name=MARK, born_on=date(1987, 3, 14))
    asked = ask(world["Tom"], "BIRTH_ACT", words=words)
    actions.leave_email(
        request=asked.id, email=f"{MARK}@example.org", actor=f"resident:{world['Tom']}", now=NOW
    )
    assert where_it_stands() == set()


def test_every_field_that_a_purpose_gives_was_in_the_storm(marked: World) -> None:
    facts = next(iter(marked.register.entries.values())).facts
    text = {name for name in FIELDS if isinstance(getattr(facts, name), str | tuple)}
    holds = {name for name in text if MARK in str(getattr(facts, name))}
    assert text - holds == {"nationality", "municipality"}
