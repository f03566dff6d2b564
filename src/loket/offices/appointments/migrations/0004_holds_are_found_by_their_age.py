"""The page that says how the service does counts the holds of four weeks, not of all years."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("appointments", "0003_no_index_says_what_another_says")]

    operations = [
        migrations.AddIndex(
            model_name="appointment",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True,
                fields=["created_at"],
                name="holds_by_age",
                pages_per_range=32,
            ),
        ),
    ]
