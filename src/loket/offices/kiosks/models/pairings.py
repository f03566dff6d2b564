"""A kiosk, a client and one product, tied together by a phone or a card."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from loket.domain.kiosks.pairing import LIVE, State
from loket.offices.kiosks.models.devices import Device

_STATES = sorted(state.value for state in State)
_LIVE = sorted(state.value for state in LIVE)
_ENDED = sorted(set(_STATES) - set(_LIVE))


class PairingQuerySet(models.QuerySet["Pairing"]):
    """The words of the trade for pairings."""

    def live(self) -> PairingQuerySet:
        """Those that a kiosk waits for or uses."""
        return self.filter(state__in=_LIVE)


class Pairing(models.Model):
    """From the square on the screen to its end. What identifies the client goes with the end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="pairings")
    #: Of the visit whose screen may use it; another client at the same kiosk may not.
    visit_hash = models.CharField(max_length=64)
    #: ``phone`` or ``card``.
    means = models.CharField(max_length=5)
    product = models.CharField(max_length=40)
    #: Least level of the sign-in: 400, 450 or 500.
    needed = models.PositiveSmallIntegerField()
    #: Of what the square holds, or of the question that the card signs.
    token_hash = models.CharField(max_length=64, unique=True)
    #: Shown on the kiosk, typed on the phone.
    number = models.CharField(max_length=8, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    #: Of the secret that the one phone keeps.
    phone_hash = models.CharField(max_length=64, default="", blank=True)
    state = models.CharField(max_length=9, default=State.SHOWN.value)
    shown_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    #: Code of the reason why it ended badly.
    why = models.CharField(max_length=40, default="", blank=True)
    #: Code of what the reader of cards last said; the screen says it while it waits.
    heard = models.CharField(max_length=40, default="", blank=True)
    #: Who signed in, as people knows them; gone with the end.
    resident = models.UUIDField(null=True)
    level = models.PositiveSmallIntegerField(null=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["shown_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["device"],
                condition=Q(state__in=_LIVE),
                name="one_live_pairing_per_device",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_STATES), name="a_pairing_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCANNED.value)
                | (Q(means="phone", scanned_at__isnull=False) & ~Q(phone_hash="") & ~Q(number="")),
                name="a_scanned_pairing_has_a_phone_and_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED.value)
                | Q(resident__isnull=False, level__isnull=False, confirmed_at__isnull=False),
                name="a_confirmed_pairing_knows_who_signed_in",
            ),
            models.CheckConstraint(
                condition=Q(resident=None) | Q(state=State.CONFIRMED.value),
                name="only_a_confirmed_pairing_keeps_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | Q(state__in=_LIVE, ended_at=None),
                name="a_pairing_has_an_end_when_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(heard="") | Q(means="card"), name="only_a_card_is_heard_in_a_reader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.state}"
