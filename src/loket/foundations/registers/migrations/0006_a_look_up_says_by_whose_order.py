"""Whose order a task of the house carries out; of what stands already nobody wrote it down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0005_look_ups_are_numbered_as_they_are_written"),
    ]

    operations = [
        migrations.AddField(
            model_name="lookup",
            name="ordered_by",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="lookup",
            index=models.Index(
                condition=models.Q(("ordered_by", ""), _negated=True),
                fields=["ordered_by", "-at"],
                name="look_ups_by_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ordered_by", ""), ("actor__startswith", "system:"), _connector="OR"
                ),
                name="only_the_house_looks_up_by_order",
            ),
        ),
    ]
