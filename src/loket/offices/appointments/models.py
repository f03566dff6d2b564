"""Records of the appointments office: day rows, appointments, wishes for an earlier moment.

The database is the last word on the core promise. Three rules stand in the migration, each with a
sentence for a name: ``a_counter_serves_one_visit_at_a_time`` (exclusion over live rows),
``a_live_visit_has_an_open_and_able_counter`` (trigger on appointments) and
``opening_covers_every_live_visit`` (deferred trigger on day rows).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from loket.domain.appointments.life import LIVE

LIVE_STATES = sorted(LIVE)


class BitsField(models.Field[str, str]):
    """A ``bit varying`` read as a binary number: the rightmost bit is tick 0 of lane 0."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - the framework's signature
        """The column type."""
        return "bit varying"


class TransactionField(models.Field[str, str]):
    """The transaction that last changed a row, as ``xid8``; compared with a snapshot's horizon."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - the framework's signature
        """The column type."""
        return "xid8"


class Day(models.Model):
    """One location on one local day: lock, search data and cache key at once."""

    location = models.ForeignKey(
        "places.Location", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    #: 320 bits a lane: five-minute ticks when the counter of that lane is open.
    open = BitsField()
    #: The same, less the claims of live appointments.
    free = BitsField()
    version = models.BigIntegerField(default=1)
    changed = TransactionField()
    #: When the first unconfirmed hold of the day lapses; a cached row must look again from then on.
    next_expiry = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["location", "day"], name="one_row_per_location_and_day"
            ),
        ]
        indexes = [models.Index(fields=["changed"], name="days_by_change")]

    def __str__(self) -> str:
        return f"{self.location_id} {self.day}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """The words of the trade for appointments."""

    def live(self) -> AppointmentQuerySet:
        """Those that need a counter: holds not dropped, and appointments not yet ended."""
        return self.filter(state__in=LIVE_STATES)

    def of_day(self, location_id: int, day: Any) -> AppointmentQuerySet:
        """Those of one location on one local day."""
        return self.filter(location_id=location_id, day=day)


class Appointment(models.Model):
    """A moment at a location, from hold to outcome; a hold is an appointment in state ``held``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12)
    #: Without an index of its own: `appointments_by_day` begins with it. So with `replaces`.
    location = models.ForeignKey(
        "places.Location", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    #: First five-minute tick of the local day, and how many ticks the visit takes.
    start = models.PositiveSmallIntegerField()
    ticks = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    #: The witness: a counter that can serve this visit; may change until the person is called.
    counter = models.ForeignKey("places.Counter", on_delete=models.PROTECT, related_name="+")
    #: What the witness is kept free for, in ticks since 2000-01-01 (day x 288 + tick). Empty when
    #: this visit rests inside the claim of the hold that will replace it.
    during = IntegerRangeField()
    #: The hold, by the same person, whose claim covers this visit too.
    inside = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="resting")
    #: Skills that a counter must have.
    needs = ArrayField(models.CharField(max_length=40))
    #: Kinds of reserved time that this visit may use (``mobility``, ``priority``).
    uses = ArrayField(models.CharField(max_length=20), default=list)
    #: ``[{"product": "KIDSID", "quantity": 2}]``
    items = models.JSONField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    #: Keyed hash of the client that holds; empty for people at a desk.
    client = models.CharField(max_length=64, blank=True)
    #: A hold that the city offers to one person; nobody else sees it, and only the clock ends it.
    offered = models.BooleanField(default=False)
    #: The own appointment that this hold or appointment takes the place of.
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", db_index=False
    )
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    #: Keyed hash of the contact: who may have one open booking per product.
    person = models.CharField(max_length=64, blank=True)
    #: Of the messages; empty for the city's own.
    language = models.CharField(max_length=8, blank=True)
    #: Language wished at the counter, and that of an interpreter.
    spoken = models.CharField(max_length=8, blank=True)
    interpreter = models.CharField(max_length=40, blank=True)
    step_free = models.BooleanField(default=False)
    #: A mobility need, said by the person; no medical detail is asked or kept.
    mobility = models.BooleanField(default=False)
    #: District of residence, as told at booking; for statistics only.
    district = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=12, blank=True)
    booked_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ticks__gte=1, start__lt=288), name="a_visit_lies_within_its_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_visit_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(expires_at__isnull=False), name="a_hold_has_an_end"
            ),
        ]
        indexes = [
            models.Index(fields=["location", "day"], name="appointments_by_day"),
            models.Index(fields=["client"], name="holds_by_client", condition=Q(state="held")),
            models.Index(fields=["expires_at"], name="holds_by_end", condition=Q(state="held")),
            models.Index(
                fields=["replaces"],
                name="appointments_by_origin",
                condition=Q(replaces__isnull=False),
            ),
            # What was held within some weeks stands together: a few pages tell where, and a
            # booking writes next to nothing for it.
            BrinIndex(
                fields=["created_at"],
                name="holds_by_age",
                autosummarize=True,
                pages_per_range=32,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Claim(models.Model):
    """That a person has an open booking for a product: at most one (a family uses quantity)."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="claims")
    person = models.CharField(max_length=64)
    product = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "product"], name="one_open_booking_per_product_and_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.product}"


class EarlierWish(models.Model):
    """A place on the earlier-moment list; offers go out one at a time, in order of joining."""

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="wish")
    joined_at = models.DateTimeField()
    #: Not later than this day; null for any day before the present appointment.
    until = models.DateField(null=True)
    #: At any location that can do this, or only at the present one.
    anywhere = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    offer = models.ForeignKey(Appointment, on_delete=models.SET_NULL, null=True, related_name="+")
    #: Moments already refused or let go, as tokens: not offered again.
    refused = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["joined_at"], name="wishes_in_order", condition=Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.state}"


class Built(models.Model):
    """Which edition of places and products the day rows of a day were built from."""

    day = models.DateField(primary_key=True)
    edition = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.day} {self.edition}"
