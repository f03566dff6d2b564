import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60)),
                ("bundle", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("certificates", models.JSONField()),
                ("revocations", models.JSONField()),
                ("key", models.CharField(max_length=64)),
                ("enlisted_at", models.DateTimeField()),
                ("good_until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["-enlisted_at"], name="newest_material_first")],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.TextField()),
                ("source", models.CharField(max_length=40)),
                ("template", models.CharField(max_length=60)),
                ("product", models.CharField(max_length=60)),
                ("subject", models.UUIDField()),
                ("seed", models.BinaryField(default=b"")),
                ("code_key", models.BinaryField(null=True, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_on", models.DateField(null=True)),
                ("sealed_at", models.DateTimeField(null=True)),
                ("file_hash", models.BinaryField(null=True, unique=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_because", models.CharField(blank=True, default="", max_length=40)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="documents.document",
                    ),
                ),
                (
                    "pinned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.template",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="documents.document",
                    ),
                ),
                ("pdf", models.BinaryField()),
                ("drawn", models.PositiveIntegerField()),
                ("digest", models.BinaryField(null=True)),
                ("place", models.PositiveIntegerField(null=True)),
                ("room", models.PositiveIntegerField(null=True)),
                (
                    "material",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.material",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="documents.document",
                    ),
                ),
                ("signature", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.material",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["subject", "-issued_at"], name="documents_of_a_resident"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("revoked_at", None), ("sealed_at", None)),
                fields=["issued_at"],
                name="documents_that_wait",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("reference",), name="a_document_is_issued_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("code_key__isnull", False), ("pinned__isnull", False), ("source", "city")
                    ),
                    models.Q(
                        models.Q(("source", "city"), _negated=True),
                        ("code_key", None),
                        ("pinned", None),
                    ),
                    _connector="OR",
                ),
                name="what_the_city_authors_has_a_template_and_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file_hash", None), ("sealed_at", None)),
                    models.Q(("file_hash__isnull", False), ("sealed_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_sealed_document_has_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source", "city"), ("sealed_at__isnull", False), _connector="OR"
                ),
                name="what_passes_through_brings_its_seal",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_by", None), ("revoked_at", None), ("revoked_because", "")),
                    models.Q(
                        ("revoked_at__isnull", False),
                        models.Q(("revoked_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_revocation_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_by", None),
                    models.Q(("replaced_by", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="a_document_is_replaced_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="content",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest", None), ("material", None), ("place", None), ("room", None)),
                    models.Q(
                        ("digest__isnull", False),
                        ("material__isnull", False),
                        ("place__isnull", False),
                        ("room__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_place_for_a_seal_is_whole",
            ),
        ),
    ]
