from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("queues", "0001_tickets_and_questions"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="ticket",
            name="one_ticket_serving_per_counter",
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["called", "serving"])),
                fields=("counter", "day"),
                name="one_ticket_serving_per_counter",
            ),
        ),
    ]
