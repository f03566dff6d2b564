from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kiosks", "0004_what_hosts_think_and_when_a_kiosk_goes")]

    operations = [
        migrations.CreateModel(
            name="DemandRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("definition", models.JSONField()),
            ],
            options={"ordering": ["key"]},
        ),
    ]
