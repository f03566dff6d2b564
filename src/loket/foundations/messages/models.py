"""Records of the outbox."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

WAITING = Q(sent_at=None, cancelled_at=None, given_up_at=None)


class MessageQuerySet(models.QuerySet["Message"]):
    """The vocabulary of the outbox."""

    def waiting(self) -> MessageQuerySet:
        """Those that have not left the house, were not called back and are still being tried."""
        return self.filter(WAITING)

    def ready(self, now: datetime) -> MessageQuerySet:
        """Those whose moment has come, or come again."""
        return self.waiting().filter(next_try_at__lte=now)


class Message(models.Model):
    """One message to one person, from the act that posts it until it has left the house."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: The same act posts under the same key, so that a repeat changes nothing; the Message-ID
    #: follows from it, so that a mail sent twice is shown once.
    key = models.CharField(max_length=200)
    #: The template, such as ``booked``.
    kind = models.CharField(max_length=40)
    #: The language of the text, which falls back to the authoritative one.
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=5, choices=[("email", "email"), ("sms", "sms")])
    recipient = models.CharField(max_length=320)
    subject = models.TextField()
    body = models.TextField()
    #: What the calendar file will say; it is written when the message is sent.
    invitation = models.JSONField(null=True)
    attachment_name = models.CharField(max_length=80, default="", blank=True)
    #: The code of the appointment it speaks of, by which it can be called back.
    appointment = models.CharField(max_length=40, default="", blank=True)
    created_at = models.DateTimeField()
    #: Not before this moment; a reminder waits here.
    due_at = models.DateTimeField()
    #: When to try, first or again; moves on with every failure.
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    #: When it was called back, such as the reminder of a cancelled appointment.
    cancelled_at = models.DateTimeField(null=True)
    #: When the last try failed, or the other side refused for good.
    given_up_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    #: The kind of the last failure, without the words of the other side.
    last_error = models.TextField(default="", blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_message_is_posted_once"),
            models.CheckConstraint(
                condition=Q(channel__in=["email", "sms"]),
                name="a_message_goes_by_mail_or_sms",
            ),
            models.CheckConstraint(
                condition=WAITING
                | Q(sent_at__isnull=False, cancelled_at=None, given_up_at=None)
                | Q(sent_at=None, cancelled_at__isnull=False, given_up_at=None)
                | Q(sent_at=None, cancelled_at=None, given_up_at__isnull=False),
                name="a_message_ends_in_one_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=WAITING,
                name="waiting_messages_by_moment",
            ),
            models.Index(
                fields=["appointment"],
                condition=WAITING,
                name="waiting_messages_by_visit",
            ),
            models.Index(
                fields=["-sent_at"],
                condition=Q(sent_at__isnull=False),
                name="sent_messages_newest_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
