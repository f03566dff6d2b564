"""What is decided about a contact point, and the address of its host's page."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from loket.domain.kiosks.points import WISHES


class Opinion(models.Model):
    """What the host of a contact point thought of its kiosk on a day, and why."""

    point = models.CharField(max_length=40)
    on = models.DateField()
    #: ``keep``, ``change`` or ``stop``.
    wish = models.CharField(max_length=8)
    reason = models.CharField(max_length=500)
    #: As the journal names people.
    noted_by = models.CharField(max_length=80)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-noted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wish__in=sorted(WISHES)) & ~Q(reason=""),
                name="an_opinion_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.on} {self.wish}"


class Closing(models.Model):
    """That a kiosk goes: said from a day on, gone on a later one, and where people go then."""

    point = models.CharField(max_length=40)
    notice_on = models.DateField()
    #: The first day on which it is not there.
    removed_on = models.DateField()
    #: Code of the contact point or location where people can go instead.
    redirect = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    announced_at = models.DateTimeField()
    announced_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-announced_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["point"],
                condition=Q(withdrawn_at=None),
                name="one_closing_per_contact_point",
            ),
            models.CheckConstraint(
                condition=Q(removed_on__gt=F("notice_on")), name="a_closing_is_said_before_it_is"
            ),
            models.CheckConstraint(
                condition=~Q(redirect=F("point")) & ~Q(redirect=""),
                name="a_closing_sends_people_somewhere_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.removed_on}"


class HostLink(models.Model):
    """Which address opens the page of a host; without a row the first one does."""

    point = models.CharField(max_length=40, unique=True)
    #: Counts the addresses that there were: an older one opens nothing.
    version = models.PositiveIntegerField(default=0)
    #: When the last one was taken back; null while it opens the page.
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.point} {self.version}"
