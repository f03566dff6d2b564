import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_residents_and_their_mandates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Factor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("totp", "totp"),
                            ("passkey", "passkey"),
                            ("recovery", "recovery"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=60)),
                ("kept", models.BinaryField(default=bytes)),
                ("trace", models.CharField(blank=True, default="", max_length=400)),
                ("counter", models.BigIntegerField(default=0)),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("wrong_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("totp", "passkey", "recovery"))),
                        name="a_factor_is_of_a_known_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "totp")),
                        fields=("employee",),
                        name="one_app_for_each_employee",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("trace", ""), _negated=True),
                        fields=("trace",),
                        name="a_factor_is_of_one_employee",
                    ),
                ],
            },
        ),
    ]
