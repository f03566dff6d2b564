"""Records of certificates: what was asked, who is who, what was decided, what was delivered.

Nothing of what registers answered stands here in the clear: facts and words are encrypted, bound to
their row, and forgotten some time after delivery.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from loket.domain.certificates.life import FOR_CLERKS, OPEN, STATES

CHANNELS = ("portal", "kiosk", "desk", "api", "mandated")
CAPACITIES = ("self", "parent", "relative", "representative", "mandate", "helper")
WAYS = ("download", "post", "counter", "kiosk")


class Terms(models.Model):
    """The numbers behind the rules from a day on; see ``loket.domain.certificates.terms``."""

    valid_from = models.DateField(unique=True)
    #: The whole entry of the pack.
    definition = models.JSONField()

    class Meta:
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"from {self.valid_from}"


class Job(models.Model):
    """A holder of mandates asks for many people at once; each of them is a request of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    product = models.CharField(max_length=60)
    #: The resident or organisation that holds the mandates.
    holder = models.UUIDField()
    actor = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    #: The mandates that are still to be asked under, in order; what is done is cut off.
    waiting = models.JSONField()
    total = models.PositiveIntegerField()
    #: Mandates that no longer carried a request when their turn came.
    skipped = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"job:{self.pk}"


class Batch(models.Model):
    """What a clerk prints and posts in one go; its list tells numbers and no content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    posted_at = models.DateTimeField(null=True)
    #: When the next addresses are asked for; null when all are there.
    try_at = models.DateTimeField(null=True)
    #: How often in a row the register gave no answer.
    tries = models.PositiveSmallIntegerField(default=0)
    #: Marks of requests that do not leave with it: no address, or no file that can be read.
    left_out = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_at=None) | Q(try_at=None), name="what_has_left_asks_no_address"
            ),
        ]

    def __str__(self) -> str:
        return f"batch:{self.pk}"


class Asking(models.Model):
    """How often a machine of another government asked in an hour; kept for a day."""

    #: The name of the machine in the settings.
    client = models.CharField(max_length=80)
    hour = models.DateTimeField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "hour"], name="one_count_a_machine_and_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.times} in {self.hour:%Y-%m-%d %H}"


class RequestQuerySet(models.QuerySet["Request"]):
    """The vocabulary of requests."""

    def open(self) -> RequestQuerySet:
        """Those that still ask something of the city."""
        return self.filter(state__in=OPEN)

    def to_post(self) -> RequestQuerySet:
        """Those whose paper waits for a batch."""
        return self.filter(state="delivered", way="post", batch=None)

    def for_clerks(self) -> RequestQuerySet:
        """Those that wait for a person."""
        return self.filter(state__in=FOR_CLERKS)


class Request(models.Model):
    """One person asks for one certificate. Who is who is frozen in it the moment it is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Of the form that was sent: sent twice, it is one request.
    key = models.UUIDField()
    product = models.CharField(max_length=60)
    #: The revision of the product that it was asked under.
    revision = models.CharField(max_length=80)
    #: The rules and numbers that decided; empty until then.
    rule_set = models.CharField(max_length=12, default="", blank=True)
    #: Null while nobody knows who was described.
    subject = models.UUIDField(null=True)
    #: Whom it is about as it was asked: the subject, or a keyed hash of the description.
    about = models.CharField(max_length=64)
    applicant = models.UUIDField()
    actor = models.CharField(max_length=80)
    capacity = models.CharField(max_length=16)
    mandate = models.UUIDField(null=True)
    channel = models.CharField(max_length=10)
    way = models.CharField(max_length=10, default="download")
    #: Whom the look-ups may reach while it is found out who was described.
    reach = models.JSONField(default=list)
    #: The day whose rules decide.
    asked_on = models.DateField()
    made_at = models.DateTimeField()
    #: The day by which somebody answers; null for what was granted at once.
    answer_by = models.DateField(null=True)
    state = models.CharField(max_length=12)
    #: When an answer of a register, or a document, is tried for again.
    try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    #: What the applicant wrote, encrypted for this row; null when forgotten.
    words = models.BinaryField(null=True)
    #: What was decided on, encrypted for this row: facts, trace, and a clerk's sentences.
    file = models.BinaryField(null=True)
    #: Where its paper goes, encrypted for this row, from the worker's look-up until it has left.
    address = models.BinaryField(null=True)
    #: SHA-256 of the file as it was when it was forgotten.
    file_hash = models.BinaryField(null=True)
    #: The reasons that the applicant may read.
    reasons = models.JSONField(default=list)
    #: A second person confirms what the first one decided.
    four_eyes = models.BooleanField(default=False)
    clerk = models.CharField(max_length=80, default="", blank=True)
    document = models.UUIDField(null=True)
    #: What the applicant has in hand meanwhile, and a clerk's no: sealed documents of the city.
    receipt = models.UUIDField(null=True, unique=True)
    decision = models.UUIDField(null=True, unique=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, related_name="requests")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="requests")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "key"], name="a_form_sent_twice_is_one_request"
            ),
            models.UniqueConstraint(
                fields=["product", "about", "applicant"],
                condition=Q(state__in=sorted(OPEN)),
                name="one_open_request_per_product_subject_and_applicant",
            ),
            models.UniqueConstraint(fields=["document"], name="a_document_answers_one_request"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(STATES)), name="a_request_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=CHANNELS), name="a_request_has_a_known_channel"
            ),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="a_request_goes_a_known_way"),
            models.CheckConstraint(
                condition=Q(capacity__in=CAPACITIES), name="a_request_has_a_known_capacity"
            ),
            models.CheckConstraint(
                condition=~Q(capacity="self") | Q(subject=F("applicant")),
                name="who_asks_for_oneself_is_the_subject",
            ),
            models.CheckConstraint(
                condition=~Q(capacity="helper")
                | Q(subject=F("applicant"), actor__startswith="helper:"),
                name="who_is_helped_asks_for_oneself_through_a_helper",
            ),
            models.CheckConstraint(
                condition=Q(capacity="mandate", mandate__isnull=False)
                | (~Q(capacity="mandate") & Q(mandate=None)),
                name="a_mandate_stands_where_one_is_used",
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered")
                | Q(document__isnull=False, delivered_at__isnull=False),
                name="what_is_delivered_is_a_document",
            ),
            models.CheckConstraint(
                condition=Q(address=None) | Q(batch__isnull=False),
                name="an_address_is_kept_for_a_batch_only",
            ),
            models.CheckConstraint(
                condition=Q(decision=None) | Q(state="refused"),
                name="only_a_refusal_carries_a_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "proposed", "at_police", "migrating"])
                | ~Q(clerk=""),
                name="what_was_taken_over_names_who_took_it",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-made_at"], name="requests_of_an_applicant"),
            models.Index(fields=["subject", "-made_at"], name="requests_about_a_subject"),
            models.Index(
                fields=["answer_by"],
                condition=Q(state__in=sorted(FOR_CLERKS)),
                name="requests_for_clerks",
            ),
            models.Index(
                fields=["try_at"],
                condition=Q(state__in=["accepted", "granted", "migrating"]),
                name="requests_to_try_again",
            ),
        ]

    def __str__(self) -> str:
        return f"certificate:{self.pk}"

    @property
    def mark(self) -> str:
        """What people write and say of it: opens nothing, and tells nothing of whom it is about."""
        return f"A-{self.asked_on.year}-{self.pk.hex[-8:].upper()}"


class Move(models.Model):
    """One thing that was done with a request: its history."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    move = models.CharField(max_length=16)
    #: Empty for the first.
    from_state = models.CharField(max_length=12, default="", blank=True)
    to_state = models.CharField(max_length=12)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.move} {self.request_id}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """The vocabulary of what is late."""

    def standing(self) -> FollowUpQuerySet:
        """Those of requests that still wait, for the day that is promised now."""
        waiting = self.filter(request__state__in=FOR_CLERKS)
        return waiting.filter(answer_by=F("request__answer_by"))


class FollowUp(models.Model):
    """A request is late: a lead sees to it, a second time when another term has passed."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="late")
    #: The day that was promised, and has passed.
    answer_by = models.DateField()
    step = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()
    #: The lead who took it up; empty for nobody yet.
    taken_by = models.CharField(max_length=80, default="", blank=True)
    taken_at = models.DateTimeField(null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "answer_by", "step"], name="what_is_late_is_raised_once_a_step"
            ),
            models.CheckConstraint(
                condition=Q(step__in=[1, 2]), name="what_is_late_is_raised_twice_at_most"
            ),
            models.CheckConstraint(
                condition=Q(taken_by="", taken_at=None)
                | (~Q(taken_by="") & Q(taken_at__isnull=False)),
                name="who_follows_up_does_so_since_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} for {self.request_id}"
