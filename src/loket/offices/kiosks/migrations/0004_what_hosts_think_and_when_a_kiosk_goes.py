from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kiosks", "0003_a_card_in_a_reader")]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(max_length=40)),
                ("notice_on", models.DateField()),
                ("removed_on", models.DateField()),
                ("redirect", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=500)),
                ("announced_at", models.DateTimeField()),
                ("announced_by", models.CharField(max_length=80)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-announced_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("point",),
                        name="one_closing_per_contact_point",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("removed_on__gt", models.F("notice_on"))),
                        name="a_closing_is_said_before_it_is",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("redirect", models.F("point")), _negated=True),
                            models.Q(("redirect", ""), _negated=True),
                        ),
                        name="a_closing_sends_people_somewhere_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HostLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(max_length=40, unique=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(max_length=40)),
                ("on", models.DateField()),
                ("wish", models.CharField(max_length=8)),
                ("reason", models.CharField(max_length=500)),
                ("noted_by", models.CharField(max_length=80)),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-on", "-noted_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wish__in", ["change", "keep", "stop"]),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="an_opinion_says_what_and_why",
                    )
                ],
            },
        ),
    ]
