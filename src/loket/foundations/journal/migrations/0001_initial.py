import django.db.models.deletion
from django.db import migrations, models

import loket.foundations.journal.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("key_hash", models.BinaryField(primary_key=True, serialize=False)),
                ("body_hash", models.BinaryField()),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("body", models.BinaryField(default=b"")),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("act", models.TextField()),
                ("actor", models.TextField()),
                ("purpose", models.TextField(default="")),
                ("subject", models.TextField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                (
                    "xact",
                    loket.foundations.journal.models.TransactionIdField(
                        db_default=loket.foundations.journal.models.TransactionId(), editable=False
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["xact"], name="lines_by_transaction")],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("previous", models.BinaryField()),
                ("head", models.BinaryField()),
                ("count", models.PositiveIntegerField()),
                ("horizon", loket.foundations.journal.models.TransactionIdField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("previous",), name="a_seal_has_one_successor"),
                    models.UniqueConstraint(fields=("head",), name="a_head_is_reached_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("line", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField()),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="journal.seal",
                    ),
                ),
            ],
        ),
    ]
