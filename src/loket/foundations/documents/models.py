"""Records of documents: what was issued, its bytes, its seal, and how it ended.

Who may write what is decided in the database (see the migrations): the application adds documents
and ends them, only the sealing process adds seals, and nobody changes what was issued.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from loket.domain.documents.facts import CITY


class Template(models.Model):
    """The bytes of a template as they were when a document was made with it."""

    #: SHA-256 of the bytes, in hexadecimal.
    hash = models.CharField(max_length=64, primary_key=True)
    code = models.CharField(max_length=60)
    #: Layout, text and description in one, as `queries.templates` packs them.
    bundle = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.code} {self.hash[:8]}"


class Material(models.Model):
    """What the sealing process says of its key: certificates and lists that go into documents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: DER: of the key, of its issuers, of the time-stamp authority and its issuers.
    certificates = models.JSONField()
    #: DER of the lists of what the issuers revoked, base64 like the certificates.
    revocations = models.JSONField()
    #: SHA-256 of the key's own certificate, in hexadecimal.
    key = models.CharField(max_length=64)
    enlisted_at = models.DateTimeField()
    #: From then on a list or a certificate in it is too old to seal with.
    good_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-enlisted_at"], name="newest_material_first")]

    def __str__(self) -> str:
        return f"key {self.key[:8]} until {self.good_until:%Y-%m-%d}"


class Document(models.Model):
    """One document: from whom, about whom, by which template, and how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: What it was asked under, such as ``certificate:UUID``: the same asks for the same document.
    reference = models.TextField()
    #: ``city`` for what we author; else the register that sealed it, such as ``population``.
    source = models.CharField(max_length=40)
    #: The template's code; for what was passed through, its kind.
    template = models.CharField(max_length=60)
    #: The bytes that it was made with; null for what was passed through.
    pinned = models.ForeignKey(Template, on_delete=models.PROTECT, null=True, related_name="+")
    product = models.CharField(max_length=60)
    #: The resident whom it is about.
    subject = models.UUIDField()
    #: What the short code is derived from, with a key that the database does not hold.
    seed = models.BinaryField(default=b"")
    #: HMAC of the short code; null for what was passed through.
    code_key = models.BinaryField(null=True, unique=True)
    issued_at = models.DateTimeField()
    #: The last day on which it holds; null where the law sets none.
    expires_on = models.DateField(null=True)
    #: When it was sealed here, or taken in with another's seal.
    sealed_at = models.DateTimeField(null=True)
    #: SHA-256 of the bytes as they left the house; null until then. A register may give the same
    #: bytes twice, the city never.
    file_hash = models.BinaryField(null=True, db_index=True)
    revoked_at = models.DateTimeField(null=True)
    #: Why, as a code: ``wrong_data``, ``misprint``, ``deceased`` …
    revoked_because = models.CharField(max_length=40, default="", blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="a_document_is_issued_once"),
            models.UniqueConstraint(
                fields=["file_hash"],
                condition=Q(source=CITY),
                name="a_file_of_the_city_is_one_document",
            ),
            models.CheckConstraint(
                condition=Q(source=CITY, pinned__isnull=False, code_key__isnull=False)
                | (~Q(source=CITY) & Q(pinned=None, code_key=None)),
                name="what_the_city_authors_has_a_template_and_a_code",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None, file_hash=None)
                | Q(sealed_at__isnull=False, file_hash__isnull=False),
                name="a_sealed_document_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(source=CITY) | Q(sealed_at__isnull=False),
                name="what_passes_through_brings_its_seal",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_because="", replaced_by=None)
                | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
                name="a_revocation_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")),
                name="a_document_is_replaced_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-issued_at"], name="documents_of_a_resident"),
            models.Index(
                fields=["issued_at"],
                condition=Q(sealed_at=None, revoked_at=None),
                name="documents_that_wait",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.id}"


class Content(models.Model):
    """The bytes of a document. Forgotten after a while; what was issued stays known."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, primary_key=True)
    pdf = models.BinaryField()
    #: How many bytes the typesetter made; the place for the seal comes after.
    drawn = models.PositiveIntegerField()
    #: What the seal is about; null until the place is prepared, and for what was passed through.
    digest = models.BinaryField(null=True)
    #: Offset of the seal's first hexadecimal digit, and bytes there is room for.
    place = models.PositiveIntegerField(null=True)
    room = models.PositiveIntegerField(null=True)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest=None, place=None, room=None, material=None)
                | Q(
                    digest__isnull=False,
                    place__isnull=False,
                    room__isnull=False,
                    material__isnull=False,
                ),
                name="a_place_for_a_seal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"content of {self.document_id}"


class Seal(models.Model):
    """That a document was sealed, with which material: only the sealing process adds one."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, primary_key=True)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    #: The signature as CMS, with its time stamp.
    signature = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal of {self.document_id}"


class Guessing(models.Model):
    """How many unknown codes a client asked for in an hour; the client "" is everybody."""

    #: A keyed hash of the address, new every day; kept for a day.
    client = models.CharField(max_length=64)
    hour = models.DateTimeField()
    misses = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "hour"], name="one_count_a_client_and_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.misses} in {self.hour:%Y-%m-%d %H}"
