"""A machine remembers what the client who stands there was counted for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kiosks", "0005_what_ages_ask_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                (
                    "device",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="kiosks.device",
                    ),
                ),
                ("visit_hash", models.CharField(max_length=64)),
                ("did", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
