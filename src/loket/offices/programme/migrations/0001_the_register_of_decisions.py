"""The register of decisions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.TextField(unique=True)),
                ("name", models.JSONField()),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(unique=True)),
                ("decided_on", models.DateField()),
                ("precision", models.TextField(default="day")),
                ("number", models.TextField(blank=True, default="")),
                ("title", models.JSONField()),
                ("effect", models.JSONField(default=dict)),
                ("published_on", models.DateField(null=True)),
                ("financial_impact", models.BooleanField(null=True)),
                ("text_url", models.TextField(blank=True, default="")),
                ("contact_points", models.JSONField(default=list)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="programme.body",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="programme.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "decided_on", "number"),
                        name="a_number_is_unique_to_body_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on", None),
                            ("published_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="published_when_decided_or_later",
                    ),
                ],
            },
        ),
    ]
