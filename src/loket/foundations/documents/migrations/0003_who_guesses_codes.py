from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_who_may_seal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Guessing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client", models.CharField(max_length=64)),
                ("hour", models.DateTimeField()),
                ("misses", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "hour"), name="one_count_a_client_and_hour"
                    )
                ],
            },
        ),
    ]
