"""Records of the journal: its lines, their seals, and answers already given to machines.

Lines, seals and memberships only grow: triggers refuse every change to them, whoever asks (see the
migrations). Answers are working memory and may be forgotten.
"""

from __future__ import annotations

from typing import Any

from django.db import models


class TransactionId(models.Func):
    """The transaction that writes the row; compared with a snapshot's horizon when sealing."""

    function = "pg_current_xact_id"
    arity = 0


class TransactionIdField(models.Field):  # type: ignore[type-arg]
    """An ``xid8``: a transaction number that never wraps."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 (Django passes it by name)
        """The column type."""
        return "xid8"

    def get_placeholder(self, value: Any, *_: Any) -> str:
        """There is no cast from a number."""
        return "%s" if hasattr(value, "as_sql") else "%s::text::xid8"

    def get_prep_value(self, value: Any) -> Any:
        """As text, which the cast wants."""
        return str(value) if isinstance(value, int) else value

    def from_db_value(self, value: Any, *_: Any) -> int | None:
        """As a number; the driver hands the type over as text."""
        return None if value is None else int(value)


class Line(models.Model):
    """One act: who did what to what, why, and which facts changed."""

    at = models.DateTimeField()
    #: The act's name: room and verb, such as ``appointments.book``.
    act = models.TextField()
    #: An opaque reference: resident, api, kiosk:CODE, employee:UUID or system:TASK.
    actor = models.TextField()
    #: The task or reason that allows the act; empty when the act itself is the purpose.
    purpose = models.TextField(default="")
    #: What was acted upon: kind and reference, such as ``appointment:UUID``.
    subject = models.TextField()
    #: References and field groups before and after; never names, contacts or values of people.
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    xact = TransactionIdField(db_default=TransactionId(), editable=False)

    class Meta:
        indexes = [models.Index(fields=["xact"], name="lines_by_transaction")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class Seal(models.Model):
    """One link of the chain: a batch of lines and the head of the link before it."""

    at = models.DateTimeField()
    previous = models.BinaryField()
    head = models.BinaryField()
    #: How many lines this seal holds.
    count = models.PositiveIntegerField()
    #: Every line of a lower transaction was sealed when this seal was made.
    horizon = TransactionIdField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["previous"], name="a_seal_has_one_successor"),
            models.UniqueConstraint(fields=["head"], name="a_head_is_reached_once"),
        ]

    def __str__(self) -> str:
        return f"seal {self.pk}"


class Sealed(models.Model):
    """That a line belongs to a seal, and the digest it had then.

    No foreign key to the line: a line that somebody deletes must leave this trace behind.
    """

    line = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="members")
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"line {self.line} in seal {self.seal_id}"


class Answer(models.Model):
    """What was answered to a request with an idempotency key, so that a repeat gets the same."""

    key_hash = models.BinaryField(primary_key=True)
    body_hash = models.BinaryField()
    #: 0 while the act runs, which nobody outside its transaction can see.
    status = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField(default=b"")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"answer {self.status}"
