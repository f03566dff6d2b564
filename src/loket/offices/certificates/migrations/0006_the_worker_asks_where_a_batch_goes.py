"""Where a batch of post goes is asked by the worker, and kept until it has left."""

from django.db import migrations, models


def prepare_those_that_wait(apps, _schema_editor):
    """Batches that were made before, and have not left."""
    batches = apps.get_model("certificates", "Batch")
    batches.objects.filter(posted_at=None).update(try_at=models.F("made_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0005_what_is_late_goes_before_a_lead"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="left_out",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="batch",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="batch",
            name="try_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="address",
            field=models.BinaryField(null=True),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("posted_at", None), ("try_at", None), _connector="OR"),
                name="what_has_left_asks_no_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("address", None), ("batch__isnull", False), _connector="OR"),
                name="an_address_is_kept_for_a_batch_only",
            ),
        ),
        migrations.RunPython(prepare_those_that_wait, migrations.RunPython.noop),
    ]
