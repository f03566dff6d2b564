"""Acts on second factors: add one, use one, take one away. Each is written down, failures too.

What a passkey proves is checked by the channel, which talks to the browser; here it is kept that
nothing counts twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from loket.domain.people import onetime
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries
from loket.foundations.people.models import Factor
from loket.kit import ids
from loket.kit.renewing import under_old_keys

RECOVERY_CODES: Final = 10
RECOVERY_LENGTH: Final = 12


def add_app(*, employee: UUID, secret: bytes, code: str, now: datetime) -> None:
    """Keep the secret of an authenticator app that shows the right code; the former one goes.

    Raises ``second_factor_refused``.
    """
    step = onetime.find_counter(secret, code, now=now, after=0)
    if step is None:
        raise RuleBroken("second_factor_refused")
    made = uuid4()
    with transaction.atomic():
        Factor.objects.filter(employee=employee, kind="totp").delete()
        Factor.objects.create(
            id=made,
            employee_id=employee,
            kind="totp",
            kept=queries.factor_vault().encrypt(secret.hex(), place=str(made)),
            counter=step,
            made_at=now,
        )
        _write("people.add_factor", employee, now, kind="totp")


def add_passkey(
    *, employee: UUID, name: str, credential_id: bytes, public: bytes, count: int, now: datetime
) -> None:
    """Keep a passkey whose making the channel checked. Raises ``passkey_taken``."""
    try:
        with transaction.atomic():
            Factor.objects.create(
                employee_id=employee,
                kind="passkey",
                name=name.strip()[:60],
                kept=public,
                trace=credential_id.hex()[:400],
                counter=count,
                made_at=now,
            )
            _write("people.add_factor", employee, now, kind="passkey")
    except IntegrityError as known:
        raise RuleBroken("passkey_taken") from known


def make_recovery_codes(*, employee: UUID, now: datetime) -> tuple[str, ...]:
    """New codes for paper; the former ones count no more. They are shown this once."""
    codes = tuple(ids.new_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES))
    with transaction.atomic():
        Factor.objects.filter(employee=employee, kind="recovery").delete()
        Factor.objects.bulk_create(
            Factor(employee_id=employee, kind="recovery", trace=_trace(code), made_at=now)
            for code in codes
        )
        _write("people.make_recovery_codes", employee, now)
    return codes


def use_code(*, employee: UUID, code: str, now: datetime) -> None:
    """A code of the app or from paper, each good once.

    Raises ``second_factor_refused``, and ``second_factor_paused`` after many wrong ones.
    """
    with transaction.atomic():
        app = Factor.objects.select_for_update().filter(employee=employee, kind="totp").first()
        is_paused = app is not None and onetime.is_paused(app.wrong, app.wrong_at, now)
        kind = None if is_paused else _kind_of(app, employee, code, now)
        if kind is None:
            _count_wrong(app, now)
            _write("people.refuse_factor", employee, now)
        else:
            _write("people.use_factor", employee, now, kind=kind)
    if kind is None:
        raise RuleBroken("second_factor_paused" if is_paused else "second_factor_refused")


def use_passkey(*, employee: UUID, credential_id: bytes, count: int, now: datetime) -> None:
    """A passkey that proved itself to the channel.

    Raises ``second_factor_refused`` for a count that does not go up, which a copied key gives away.
    """
    with transaction.atomic():
        found = (
            Factor.objects.select_for_update()
            .filter(employee=employee, kind="passkey", trace=credential_id.hex()[:400])
            .first()
        )
        # Many passkeys do not count: they always say 0.
        is_good = found is not None and (count > found.counter or count == found.counter == 0)
        if found is not None and is_good:
            Factor.objects.filter(pk=found.pk).update(counter=count, used_at=now)
            _write("people.use_factor", employee, now, kind="passkey")
        else:
            _write("people.refuse_factor", employee, now)
    if not is_good:
        raise RuleBroken("second_factor_refused")


def remove_factors(*, employee: UUID, actor: str, now: datetime) -> None:
    """For who lost everything: an administrator takes all of it away, and the employee adds anew.

    Raises ``not_allowed``, also for one's own: a stolen session must not shed it.
    """
    queries.check_right(actor=actor, act="people.set_password", on=queries.local_day(now))
    if actor == f"{queries.EMPLOYEE}{employee}":
        raise RuleBroken("not_allowed", act="people.remove_factors", location="")
    with transaction.atomic():
        Factor.objects.filter(employee=employee).delete()
        journal.write(
            act="people.remove_factors", actor=actor,
            subject=f"{queries.EMPLOYEE}{employee}", at=now,
        )  # fmt: skip


def encrypt_apps_again(*, limit: int = 500) -> int:
    """Keep up to ``limit`` secrets of apps under the first key that are not yet; says how many."""
    vault = queries.factor_vault()
    with transaction.atomic():
        old = under_old_keys(Factor.objects.filter(kind="totp"), "kept", vault)
        records = list(old.select_for_update(skip_locked=True).order_by("id")[:limit])
        for one in records:
            secret = vault.decrypt(one.kept, place=str(one.pk))
            one.kept = vault.encrypt(secret, place=str(one.pk))
        Factor.objects.bulk_update(records, ["kept"])
    return len(records)


def _kind_of(app: Factor | None, employee: UUID, code: str, now: datetime) -> str | None:
    """What the typed code is, used up; None for a wrong one."""
    if app is not None:
        secret = bytes.fromhex(queries.factor_vault().decrypt(app.kept, place=str(app.pk)))
        step = onetime.find_counter(secret, code, now=now, after=app.counter)
        if step is not None:
            Factor.objects.filter(pk=app.pk).update(counter=step, used_at=now, wrong=0)
            return "totp"
    paper = Factor.objects.filter(
        employee=employee, kind="recovery", used_at=None,
        trace__in=queries.factor_vault().traces(ids.tidy_code(code)),
    )  # fmt: skip
    return "recovery" if paper.update(used_at=now) else None


def _count_wrong(app: Factor | None, now: datetime) -> None:
    if app is not None:
        Factor.objects.filter(pk=app.pk).update(wrong=min(app.wrong + 1, 1000), wrong_at=now)


def _trace(code: str) -> str:
    return queries.factor_vault().trace(code)


def _write(act: str, employee: UUID, now: datetime, **facts: str) -> None:
    actor = f"{queries.EMPLOYEE}{employee}"
    journal.write(act=act, actor=actor, subject=actor, at=now, after=dict(facts) or None)
