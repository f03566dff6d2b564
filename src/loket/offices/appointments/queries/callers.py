"""What an employee may ask for somebody at the counter or on the phone."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from loket.domain.appointments.codes import code_as_typed, secret_of
from loket.offices.appointments.models import Appointment, AppointmentQuerySet
from loket.offices.appointments.queries.records import Record, find_appointment


def find_for_caller(code: str, *, now: datetime) -> Record | None:
    """An appointment at any location by its code alone: who calls has no link to open."""
    typed = code_as_typed(code)
    return _find(Appointment.objects.filter(code=typed), now=now) if typed else None


def find_replaced(hold: Record, *, now: datetime) -> Record | None:
    """The appointment that a hold is to take the place of."""
    return _find(Appointment.objects.filter(id=hold.replaces), now=now) if hold.replaces else None


def _find(rows: AppointmentQuerySet, *, now: datetime) -> Record | None:
    found = rows.exclude(booked_at=None).values_list("id", "code").first()
    if found is None:
        return None
    key, code = found
    return find_appointment(code, secret_of(str(key), key=settings.SECRET_KEY), now=now)
