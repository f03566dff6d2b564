"""Records of requests for new codes: never a code, never a card number.

The database has the last word: one live request for a person's card, two different people who
destroy, and a last day for everything that lies in a safe.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from loket.domain.identitydocs.asking import CARD_KINDS, LOST
from loket.domain.identitydocs.life import KEPT, LIVE, State

# Plain words, so that migrations do not lean on the enums.
_STATES = sorted(state.value for state in State)
_LIVE = sorted(state.value for state in LIVE)
_KEPT = sorted(state.value for state in KEPT)
_ENDED = sorted(set(_STATES) - set(_LIVE))


class CodeRequestQuerySet(models.QuerySet["CodeRequest"]):
    """The words of the trade for requests."""

    def live(self) -> CodeRequestQuerySet:
        """Those that still ask something of the city or of their holder."""
        return self.filter(state__in=_LIVE)

    def told(self) -> CodeRequestQuerySet:
        """With the place of the codes, and ``asked_by``: who made the request."""
        first = CodeMove.objects.filter(request=models.OuterRef("pk"), move="")
        # By a mapping, because the checker takes a name for a second definition of the field.
        facts = {"asked_by": models.Subquery(first.values("actor")[:1])}
        return self.select_related("location").annotate(**facts)

    def kept_at(self, location: str) -> CodeRequestQuerySet:
        """Those whose codes lie at this location."""
        return self.filter(state__in=_KEPT, location__code=location)

    def past_their_day(self, on: date) -> CodeRequestQuerySet:
        """Those whose codes nobody came for in time."""
        return self.filter(state__in=_KEPT, collect_until__lt=on)


class CodeRequest(models.Model):
    """One card whose codes are lost, from request to collection or destruction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: To say aloud and to write on the envelope; it opens nothing.
    code = models.CharField(max_length=8, unique=True)
    #: The holder of the card, and who asked: residents, as people knows them.
    subject = models.UUIDField()
    applicant = models.UUIDField()
    channel = models.CharField(max_length=8)
    card = models.CharField(max_length=16)
    lost = models.CharField(max_length=4)
    #: Null: before the day from which a counter unblocks cards.
    issued_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default=State.REQUESTED.value)
    #: Code of the reason for which it waits; empty when it does not.
    blocked_by = models.CharField(max_length=40, default="", blank=True)
    requested_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    #: Where the codes lie; null while they are not here.
    location = models.ForeignKey(
        "places.Location", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The other municipality where they arrived.
    elsewhere = models.CharField(max_length=80, default="", blank=True)
    notified_at = models.DateTimeField(null=True)
    #: The last day on which they are handed over.
    collect_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    #: The two signatures without which nothing is destroyed, as the journal names people.
    condemned_by = models.CharField(max_length=80, default="", blank=True)
    destroyed_by = models.CharField(max_length=80, default="", blank=True)
    #: Where a notice goes; both empty when somebody tells by hand, and after the end.
    email = models.CharField(max_length=254, default="", blank=True)
    phone = models.CharField(max_length=32, default="", blank=True)
    language = models.CharField(max_length=8, default="", blank=True)

    #: Only where it was read with `CodeRequestQuerySet.told`.
    asked_by: str

    objects = CodeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["requested_at", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "card"],
                condition=Q(state__in=_LIVE),
                name="one_live_request_per_card_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_STATES), name="a_code_request_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(card__in=sorted(CARD_KINDS), lost__in=sorted(LOST)),
                name="a_code_request_says_which_card_and_what_is_lost",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_KEPT)
                | Q(location__isnull=False, arrived_at__isnull=False, collect_until__isnull=False),
                name="codes_that_are_kept_lie_somewhere_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.BLOCKED.value) ^ Q(blocked_by=""),
                name="only_a_blocked_request_says_what_it_waits_for",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | Q(state__in=_LIVE, ended_at=None),
                name="a_code_request_has_an_end_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DESTROYED.value)
                | (~Q(condemned_by="") & ~Q(destroyed_by="") & ~Q(condemned_by=F("destroyed_by"))),
                name="codes_are_destroyed_by_two_people",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "requested_at"],
                name="code_requests_alive",
                condition=Q(state__in=_LIVE),
            ),
            models.Index(fields=["subject"], name="code_requests_by_subject"),
        ]

    def __str__(self) -> str:
        return self.code


class CodeMove(models.Model):
    """One thing that was done with a request: the line of steps that holder and clerk see."""

    request = models.ForeignKey(CodeRequest, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    #: Empty for the request itself.
    move = models.CharField(max_length=16, default="", blank=True)
    to_state = models.CharField(max_length=12)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.move} {self.request_id}"


class TermsRevision(models.Model):
    """The clocks from a day on; see ``loket.domain.identitydocs.terms``."""

    valid_from = models.DateField(unique=True)
    #: The terms as the pack writes them, without their day.
    terms = models.JSONField()

    class Meta:
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"from {self.valid_from}"
