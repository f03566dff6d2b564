"""What is late goes before the lead of a team."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0004_who_is_helped_asks_for_oneself"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answer_by", models.DateField()),
                ("step", models.PositiveSmallIntegerField()),
                ("raised_at", models.DateTimeField()),
                ("taken_by", models.CharField(blank=True, default="", max_length=80)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="late",
                        to="certificates.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "answer_by", "step"),
                        name="what_is_late_is_raised_once_a_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__in", [1, 2])),
                        name="what_is_late_is_raised_twice_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at", None), ("taken_by", "")),
                            models.Q(
                                models.Q(("taken_by", ""), _negated=True),
                                ("taken_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="who_follows_up_does_so_since_a_time",
                    ),
                ],
            },
        ),
    ]
