"""Records of the guard: purposes, and the evidence of every look-up.

Evidence only grows: triggers refuse every change to it, whoever asks (see the migrations). It names
people by reference without a foreign key, as the journal does: a line must outlive what it names.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast

from loket.domain.registers.complaints import MOVES

RESULTS = (
    "shown", "no_ground", "away", "unknown", "refused", "someone_else", "malformed",
)  # fmt: skip


class Purpose(models.Model):
    """A purpose as the city pack said it; never removed, because look-ups name it."""

    code = models.TextField()
    valid_from = models.DateField()
    #: The first day on which it no longer holds.
    valid_to = models.DateField(null=True)
    #: The entry of the pack.
    definition = models.JSONField()
    #: Of the entry, made by the database whoever writes it: what a look-up compares each time.
    digest = models.GeneratedField(
        expression=MD5(Cast("definition", models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="a_purpose_begins_once_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_purpose_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.valid_from}"


class NextNumber(models.Func):
    """The next number of a look-up."""

    template = "nextval('registers_lookup_numbers')"
    arity = 0


class LookUp(models.Model):
    """The intent to ask a register: written and committed before the question leaves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    #: In the order of writing: of one instant, the later has the higher.
    number = models.BigIntegerField(db_default=NextNumber(), editable=False)
    #: The journal's reference: resident:…, employee:…, system:TASK, kiosk:CODE or api:PARTNER.
    actor = models.TextField()
    #: Whose order a task of the house carries out, in the same words; "" where it is nobody's.
    ordered_by = models.TextField(default="", db_default="", blank=True)
    #: What the resident reads in the place of the employee who asked or ordered it; "" for who is
    #: in no team.
    team = models.TextField(default="", blank=True)
    register = models.TextField()
    inquiry = models.TextField()
    #: Whom it is about; null for a search, which names whom it showed.
    about = models.UUIDField(null=True)
    purpose = models.TextField()
    ground_kind = models.TextField()
    #: The case; "" for a typed reason.
    ground_reference = models.TextField(default="", blank=True)
    #: What the employee typed, for the reviewer's eyes only.
    reason = models.TextField(default="", blank=True)
    #: Kinds of data that were asked.
    kinds = ArrayField(models.TextField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ground_kind="reason", ground_reference="") & ~Q(reason="")
                | ~Q(ground_kind="reason") & Q(reason="") & ~Q(ground_reference=""),
                name="a_look_up_names_its_case_or_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=False) | Q(inquiry="search"),
                name="only_a_search_is_about_nobody_yet",
            ),
            models.CheckConstraint(
                condition=Q(register__in=["population", "civil_status"]),
                name="a_look_up_names_its_register",
            ),
            models.CheckConstraint(
                condition=Q(ordered_by="") | Q(actor__startswith="system:"),
                name="only_the_house_looks_up_by_order",
            ),
        ]
        indexes = [
            models.Index(fields=["about", "-at"], name="look_ups_by_person"),
            models.Index(fields=["actor", "-at"], name="look_ups_by_actor"),
            models.Index(
                fields=["ordered_by", "-at"], condition=~Q(ordered_by=""), name="look_ups_by_order"
            ),
            models.Index(fields=["-at"], name="look_ups_newest_first"),
            models.Index(fields=["ground_kind", "ground_reference"], name="look_ups_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry} {self.pk}"


class Outcome(models.Model):
    """What came of it. A look-up without one was cut off: what was seen then is not known."""

    look_up = models.OneToOneField(LookUp, on_delete=models.PROTECT, primary_key=True)
    at = models.DateTimeField()
    result = models.TextField()
    #: What stood out in the answer (`domain.registers.alerts.Flag`); no name is kept for it.
    flags = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=RESULTS), name="an_outcome_is_one_of_the_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result} {self.look_up_id}"


class Shown(models.Model):
    """Somebody else whom an answer showed: member of the household, party of an act, a hit."""

    look_up = models.ForeignKey(LookUp, on_delete=models.PROTECT, related_name="also_shown")
    resident = models.UUIDField()
    at = models.DateTimeField()
    kinds = ArrayField(models.TextField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["look_up", "resident"], name="a_look_up_shows_somebody_once"
            ),
        ]
        indexes = [models.Index(fields=["resident", "-at"], name="shown_people")]

    def __str__(self) -> str:
        return f"shown {self.look_up_id}"


class Review(models.Model):
    """What a reviewer said of a look-up; it only grows, like the look-up itself."""

    look_up = models.OneToOneField(LookUp, on_delete=models.PROTECT, primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    verdict = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["due", "not_due"]), name="a_review_gives_a_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.look_up_id}"


class Complaint(models.Model):
    """A resident contests a look-up that concerned them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look_up = models.ForeignKey(LookUp, on_delete=models.PROTECT, related_name="complaints")
    resident = models.UUIDField()
    #: In the resident's own words; read by the data protection officer only.
    text = models.TextField()
    at = models.DateTimeField()
    state = models.TextField(default="contested")
    #: What the resident reads.
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["look_up", "resident"], name="a_look_up_is_contested_once_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(MOVES)), name="a_complaint_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["contested", "in_review"], answered_at=None)
                | ~Q(state__in=["contested", "in_review"]) & Q(answered_at__isnull=False),
                name="a_complaint_ends_with_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["resident"], name="complaints_by_resident")]

    def __str__(self) -> str:
        return f"complaint {self.pk}"
