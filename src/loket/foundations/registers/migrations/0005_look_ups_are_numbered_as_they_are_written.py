"""A number for each look-up, in the order of writing: one instant holds several.

Those that stand already get theirs in the order in which they lie, which is that of writing: they
were never changed.
"""

from django.db import migrations, models

import loket.foundations.registers.models

FORWARD = "CREATE SEQUENCE registers_lookup_numbers AS bigint"
BACK = "DROP SEQUENCE registers_lookup_numbers"


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0004_a_purpose_keeps_its_digest"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.AddField(
            model_name="lookup",
            name="number",
            field=models.BigIntegerField(
                db_default=loket.foundations.registers.models.NextNumber(), editable=False
            ),
        ),
    ]
