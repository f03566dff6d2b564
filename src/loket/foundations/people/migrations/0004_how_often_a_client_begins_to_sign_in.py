from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_second_factors_of_employees"),
    ]

    operations = [
        migrations.CreateModel(
            name="Start",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client", models.CharField(max_length=64)),
                ("hour", models.DateTimeField()),
                ("times", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "hour"),
                        name="one_count_of_sign_ins_a_client_and_hour",
                    )
                ],
            },
        ),
    ]
