"""Machines of other governments are counted by the hour."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_receipts_decisions_and_answers_from_elsewhere"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client", models.CharField(max_length=80)),
                ("hour", models.DateTimeField()),
                ("times", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "hour"), name="one_count_a_machine_and_hour"
                    )
                ],
            },
        ),
    ]
