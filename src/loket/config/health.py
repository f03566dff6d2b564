"""What `loket doctor` looks at."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Literal

from loket.config import env, schema
from loket.kit import clock


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `note` is neither good nor bad."""

    name: str
    mark: Literal["ok", "note", "wrong"]
    said: str

    def as_json(self) -> dict[str, str]:
        """For a machine."""
        return asdict(self)


def examine_environment() -> list[Finding]:
    """Every variable: set, not set, or missing for a server that is not a demo."""
    return [_examine(one, on_server=bool(env.text("DATABASE_URL"))) for one in env.VARIABLES]


def _examine(one: env.Variable, *, on_server: bool) -> Finding:
    value = env.text(one.name)
    if value:
        shown = "set" if one.secret or "URL" in one.name else value
        return Finding(one.name, "ok", f"{shown} ({one.meaning})")
    if one.required and on_server:
        return Finding(one.name, "wrong", f"missing: {one.meaning}")
    return Finding(one.name, "note", f"not set: {one.meaning}")


def examine_database() -> list[Finding]:
    """Server, schema, rights, city and journal; stops where the next would make no sense."""
    from django.db import Error

    try:
        findings = [_server()]
        schema = _schema()
        findings.append(schema)
        if schema.mark == "ok":
            findings += [_durability(), _city(), *_registers(), *_kiosks(), _rights(), _journal()]
            findings += _documents()
    except Error as problem:
        return [Finding("database", "wrong", str(problem).strip())]
    return findings


def is_up(findings: list[Finding]) -> bool:
    """Whether the database answers, with the schema of this code."""
    return any(one.name == "schema" and one.mark == "ok" for one in findings)


def _server() -> Finding:
    version, role = _one("SELECT current_setting('server_version'), current_user")
    return Finding("database", "ok", f"PostgreSQL {version} as {role}")


def _schema() -> Finding:
    waiting = schema.list_pending()
    if waiting:
        return Finding("schema", "wrong", f"{len(waiting)} migrations wait: loket migrate")
    return Finding("schema", "ok", "up to date")


def _durability() -> Finding:
    """What was acknowledged must survive: both settings, or a crash loses visits."""
    values = _one("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
    said = f"fsync {values[0]}, synchronous_commit {values[1]}"
    return Finding("durability", "wrong" if "off" in values else "ok", said)


def _kiosks() -> list[Finding]:
    """What the connectors honestly are, and how each kiosk's printer looks now."""
    from loket.connectors import cards, printing
    from loket.offices.kiosks import actions, queries

    findings = [
        Finding("printers", "note", f"connector: {printing.STANDING}"),
        Finding("cards", "note", f"connector: {cards.STANDING}"),
    ]
    for one in queries.list_devices():
        if one.revoked_at is not None or not one.printer:
            continue
        lacks = actions.look_at_printer(device=one.id)
        said = f"{one.printer}, about {one.sheets} sheets" + (f": {lacks}" if lacks else "")
        findings.append(Finding(f"printer of {one.point}", "wrong" if lacks else "ok", said))
    return findings


def _city() -> Finding:
    from loket.foundations.catalogue import queries

    city = queries.find_city()
    if city is None:
        return Finding("city", "note", "no city pack is loaded: loket city load PATH")
    return Finding("city", "ok", city.code)


def _rights() -> Finding:
    from loket.foundations.journal import queries

    weak = queries.list_weaknesses()
    if weak:
        return Finding("journal's guards", "wrong", "; ".join(weak))
    return Finding("journal's guards", "ok", "lines can be added, never changed or removed")


def _journal() -> Finding:
    from loket.foundations.journal import queries

    verdict = queries.verify()
    counted = f"{verdict.lines} lines, {verdict.seals} seals, {verdict.unsealed} not sealed yet"
    if verdict.first:
        fault = verdict.first
        where = f"seal {fault.seal}" + (f", line {fault.line}" if fault.line else "")
        return Finding("journal", "wrong", f"{fault.kind} at {where}; {counted}")
    head = queries.find_head()
    return Finding("journal", "ok", f"whole; {counted}" + (f"; head {head.head}" if head else ""))


#: A document that waits longer has not found its sealing process.
LONGEST_WAIT = timedelta(minutes=5)
#: A certificate or list that runs out sooner is worth a word.
RENEW_BEFORE = timedelta(days=30)


def _documents() -> list[Finding]:
    """The seal, each certificate with its end, who says the time, and the codes' keys."""
    from loket.connectors import seals, timestamps
    from loket.foundations.documents import queries
    from loket.kit import clock

    standing, now = queries.seal_standing(), clock.now()
    told = f"{seals.STANDING} token client; {timestamps.STANDING} time stamps"
    return [
        _waiting(standing.waiting, standing.waits_since, now),
        *(_end(f"certificate {one.name}", one.ends_at, now) for one in standing.certificates),
        _end("seal's material", standing.good_until, now)
        if standing.good_until
        else Finding("seal", "note", "no sealing process has spoken yet: loket seal"),
        Finding("seal's connectors", "ok", told),
    ]


def _waiting(count: int, since: datetime | None, now: datetime) -> Finding:
    if since is None:
        return Finding("documents", "ok", "none waits for its seal")
    late = now - since > LONGEST_WAIT
    said = f"{count} wait for their seal, the first since {since:%Y-%m-%d %H:%M}"
    return Finding("documents", "wrong" if late else "note", said)


def _end(name: str, ends_at: datetime, now: datetime) -> Finding:
    if ends_at <= now:
        return Finding(name, "wrong", f"ran out on {ends_at:%Y-%m-%d}")
    mark: Literal["note", "ok"] = "note" if ends_at - now < RENEW_BEFORE else "ok"
    return Finding(name, mark, f"good until {ends_at:%Y-%m-%d}")


def _one(query: str) -> tuple[str, ...]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[str, ...] = cursor.fetchone()
    return row


def _registers() -> list[Finding]:
    """What each register's connector honestly is, and who answers here."""
    from django.conf import settings

    from loket.connectors import civilstatus, population
    from loket.foundations.people.queries import local_day
    from loket.foundations.registers import queries

    answers = "simulated" if settings.DEMO else "MAGDA" if settings.MAGDA_URL else "nobody"
    mark: Literal["note", "wrong"] = "wrong" if answers == "nobody" else "note"
    standings = (("population", population.STANDING), ("civil status", civilstatus.STANDING))
    found = [
        Finding(f"register: {name}", mark, f"{answers} answers; real client {standing}")
        for name, standing in standings
    ]
    purposes = queries.list_purposes(on=local_day(clock.now()))
    said = ", ".join(one.code for one in purposes) or "none: nothing may be looked up"
    return [*found, Finding("purposes", "ok" if purposes else "note", said)]
