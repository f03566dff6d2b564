from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_how_often_machines_ask"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=~Q(capacity="helper")
                | Q(subject=F("applicant"), actor__startswith="helper:"),
                name="who_is_helped_asks_for_oneself_through_a_helper",
            ),
        ),
    ]
