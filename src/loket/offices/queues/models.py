"""Records of the queue: tickets and what was done with them, ticket numbers, questions, referrals.

The database has the last word on the queue as well: one live ticket for an appointment, one person
at a counter, a number given once a day.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from loket.domain.queues.life import AT_COUNTER, LIVE, State
from loket.domain.queues.numbers import Kind
from loket.domain.queues.reception import Ending, Level

# Plain words, so that migrations do not lean on the enums.
_WAITING = State.WAITING.value
_STATES = sorted(state.value for state in State)
_LIVE = sorted(state.value for state in LIVE)
_AT_COUNTER = sorted(state.value for state in AT_COUNTER)
_ENDED = sorted(set(_STATES) - set(_LIVE))
_LEVELS = sorted(level.value for level in Level)
_ENDINGS = sorted(ending.value for ending in Ending)


class TicketQuerySet(models.QuerySet["Ticket"]):
    """The words of the trade for tickets."""

    def live(self) -> TicketQuerySet:
        """Those that still ask something of the city."""
        return self.filter(state__in=_LIVE)

    def waiting(self) -> TicketQuerySet:
        """Those that a counter may call."""
        return self.filter(state=_WAITING)

    def today(self, location: str, day: date) -> TicketQuerySet:
        """Those of one location on one local day."""
        return self.filter(location__code=location, day=day)


class Ticket(models.Model):
    """Somebody's place in the queue of a location, from arrival to outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    location = models.ForeignKey("places.Location", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    #: What is called and shown, such as ``A 27``; it says nothing about the person.
    number = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    appointment = models.ForeignKey(
        "appointments.Appointment", on_delete=models.PROTECT, null=True, related_name="tickets"
    )
    #: ``[{"product": "KIDSID", "quantity": 2}]``
    items = models.JSONField(default=list)
    #: Skills that a counter must have.
    skills = ArrayField(models.CharField(max_length=40), default=list)
    #: Planned length of the visit; the prior of the expected wait.
    minutes = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, default="", blank=True)
    interpreter = models.CharField(max_length=40, default="", blank=True)
    step_free = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default=_WAITING)
    arrived_at = models.DateTimeField()
    #: The place in the order, worked out at arrival and kept when redirected.
    due_at = models.DateTimeField()
    #: Not called before this moment while somebody else can be served.
    not_before = models.DateTimeField()
    #: The one counter that may call this ticket, until ``only_until``.
    only_at = models.ForeignKey(
        "places.Counter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    only_until = models.DateTimeField(null=True)
    #: Where the person was called to; null while waiting.
    counter = models.ForeignKey(
        "places.Counter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    called_at = models.DateTimeField(null=True)
    #: The last call or recall: what the board announces.
    announced_at = models.DateTimeField(null=True)
    recalls = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, default="", blank=True)
    #: The ticket at another location from which this person was sent on.
    sent_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="sent_to"
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(state__in=_LIVE),
                name="one_live_ticket_per_appointment",
            ),
            models.UniqueConstraint(
                fields=["counter", "day"],
                condition=Q(state__in=_AT_COUNTER),
                name="one_ticket_serving_per_counter",
            ),
            models.UniqueConstraint(
                fields=["location", "day", "number"],
                name="a_number_is_given_once_a_day_per_location",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_STATES), name="a_ticket_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.APPOINTMENT.value, appointment__isnull=False)
                | Q(kind=Kind.WALK_IN.value, appointment=None),
                name="only_an_appointment_ticket_has_an_appointment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_AT_COUNTER) | Q(counter__isnull=False),
                name="a_called_ticket_names_its_counter",
            ),
            models.CheckConstraint(
                condition=~Q(state=_WAITING) | Q(counter=None),
                name="a_waiting_ticket_is_at_no_counter",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, finished_at__isnull=False)
                | Q(state__in=_LIVE, finished_at=None),
                name="a_ticket_has_an_end_when_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(only_at=None, only_until=None)
                | Q(only_at__isnull=False, only_until__isnull=False),
                name="a_ticket_waits_for_one_counter_until_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["location", "day"], name="tickets_by_day"),
            models.Index(
                fields=["location", "day", "due_at"],
                name="tickets_waiting_in_order",
                condition=Q(state=_WAITING),
            ),
            models.Index(fields=["day"], name="tickets_alive", condition=Q(state__in=_LIVE)),
        ]

    def __str__(self) -> str:
        return self.number


class Move(models.Model):
    """One thing that was done with a ticket: its history, and the evidence for expected waits."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    #: An opaque reference, as in the journal.
    actor = models.CharField(max_length=80)
    move = models.CharField(max_length=12)
    #: Empty for the arrival.
    from_state = models.CharField(max_length=8, default="", blank=True)
    to_state = models.CharField(max_length=8)
    counter = models.ForeignKey(
        "places.Counter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: A word from clerk to clerk; erased when the day is closed.
    note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["counter", "at"], name="moves_by_counter")]

    def __str__(self) -> str:
        return f"{self.move} {self.ticket_id}"


class Series(models.Model):
    """The last number given of one kind, per location and day."""

    location = models.ForeignKey("places.Location", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=12)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["location", "day", "kind"], name="one_series_per_kind_location_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"


class Revision(models.Model):
    """The numbers of the queue from a day on; see ``loket.domain.queues.rules``."""

    valid_from = models.DateField(unique=True)
    #: ``{name: number}``, all of them.
    numbers = models.JSONField()
    source = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"from {self.valid_from}"


class Topic(models.Model):
    """What questions at the reception are about; data of the city."""

    code = models.CharField(max_length=40, unique=True)
    #: Text per language.
    name = models.JSONField()
    #: The government that such a question is usually for.
    level = models.CharField(max_length=8)
    sort = models.PositiveIntegerField(default=1000)
    #: Not offered any more; questions of the past keep it.
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=_LEVELS), name="a_topic_has_a_known_level"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Question(models.Model):
    """That somebody asked something at a reception. Nothing about the person, no free text."""

    location = models.ForeignKey("places.Location", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=8)
    outcome = models.CharField(max_length=12)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=_LEVELS), name="a_question_has_a_known_level"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=_ENDINGS), name="a_question_has_a_known_outcome"
            ),
        ]
        indexes = [models.Index(fields=["location", "at"], name="questions_by_location")]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.outcome}"


class Referral(models.Model):
    """Where the reception sends somebody whose question is for another desk or government."""

    code = models.CharField(max_length=40, unique=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="referrals")
    level = models.CharField(max_length=8)
    #: Text per language, as is ``text``.
    name = models.JSONField()
    phone = models.CharField(max_length=40, default="", blank=True)
    url = models.CharField(max_length=200, default="", blank=True)
    text = models.JSONField(default=dict)
    sort = models.PositiveIntegerField(default=1000)

    class Meta:
        ordering = ["sort", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=_LEVELS), name="a_referral_has_a_known_level"
            ),
        ]

    def __str__(self) -> str:
        return self.code
