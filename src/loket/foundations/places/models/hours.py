"""Opening windows, closures, holidays and reception shifts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from loket.domain.places.facts import HOLIDAY_KINDS, PURPOSES, RESERVATIONS
from loket.foundations.places.models.dated import (
    DatedQuerySet,
    days_in_force,
    ends_after_it_begins,
    exclusion,
    single,
)
from loket.foundations.places.models.locations import Counter, Location


def minute(field: str) -> Func:
    """Minutes after midnight of a time field: PostgreSQL has no range of times."""
    return Func(
        F(field),
        template="(EXTRACT(EPOCH FROM %(expressions)s) / 60)::int",
        output_field=models.IntegerField(),
    )


def of_the_same_thing() -> list[Func]:
    """Equal for windows of one purpose at one counter, or at one whole location, at one time.

    The four purposes differ in their first letter, so its number stands for the purpose.
    """
    return [
        single("location"),
        single(Coalesce("counter", Value(0))),
        single(Func("purpose", function="ASCII", output_field=models.IntegerField())),
        Func(minute("opens"), minute("closes"), function="int4range"),
    ]


class Window(models.Model):
    """Open time of a location or of one counter: each week, or on one date."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="windows")
    #: Null for the whole location.
    counter = models.ForeignKey(
        Counter, on_delete=models.CASCADE, null=True, related_name="windows"
    )
    purpose = models.CharField(max_length=12)
    #: 0 is Monday; null for a window on one date.
    weekday = models.PositiveSmallIntegerField(null=True)
    on = models.DateField(null=True)
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    #: Kept for people without an appointment, with a mobility need, or with a statutory term.
    reserved_for = models.CharField(max_length=12, default="", blank=True)
    #: The reservation ends this many days before the day; 0 keeps it to the end.
    release_days = models.PositiveSmallIntegerField(default=0)
    #: Clock times that no decision gives.
    fictional = models.BooleanField(default=False)
    source = models.CharField(max_length=200, default="", blank=True)
    #: Changed by the city at the desk, after what the pack said: loading a pack leaves it alone.
    from_desk = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["location", "purpose", "counter", "weekday", "on", "opens"]
        constraints = [
            ends_after_it_begins("a_window_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="a_window_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, weekday__range=(0, 6), on__isnull=True)
                | Q(weekday__isnull=True, on__isnull=False),
                name="a_window_has_a_weekday_or_a_date",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=PURPOSES), name="a_window_has_a_known_purpose"
            ),
            models.CheckConstraint(
                condition=Q(reserved_for__in=RESERVATIONS),
                name="a_window_is_reserved_for_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(counter=None) | Q(purpose="counter"),
                name="only_counter_windows_name_a_counter",
            ),
            exclusion(
                "weekly_windows_of_one_thing_never_overlap",
                [*of_the_same_thing(), single("weekday"), days_in_force()],
                condition=Q(weekday__isnull=False),
            ),
            exclusion(
                "windows_on_a_date_of_one_thing_never_overlap",
                [
                    *of_the_same_thing(),
                    Func("on", "on", Value("[]"), function="daterange"),
                    days_in_force(),
                ],
                condition=Q(on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.opens}-{self.closes}"


class Closure(models.Model):
    """Announced closed time of a location or of one counter; it wins from every window."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="closures")
    #: Null for the whole location.
    counter = models.ForeignKey(
        Counter, on_delete=models.CASCADE, null=True, related_name="closures"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    #: Text per language, shown to residents.
    reason = models.JSONField(default=dict)
    announced_at = models.DateTimeField()
    #: What the pack announced; loading a pack replaces these and no others.
    from_pack = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_closure_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["location", "ends_at"], name="closures_by_end")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Holiday(models.Model):
    """A holiday by law, or a closing day of the city that no statutory term knows."""

    day = models.DateField(primary_key=True)
    name = models.JSONField()
    kind = models.CharField(max_length=12)
    #: Whether the counters are closed.
    closes = models.BooleanField(default=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=HOLIDAY_KINDS), name="a_holiday_has_a_known_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.day)


class ReceptionShift(models.Model):
    """Who welcomes people at a location; nobody yet while ``employee`` is null."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="shifts")
    day = models.DateField()
    opens = models.TimeField()
    closes = models.TimeField()
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["day", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="a_shift_opens_before_it_closes"
            ),
            models.UniqueConstraint(
                fields=["employee", "day", "opens"],
                condition=Q(employee__isnull=False),
                name="nobody_starts_two_shifts_at_once",
            ),
        ]
        indexes = [models.Index(fields=["location", "day"], name="shifts_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.opens}"
