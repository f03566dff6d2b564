import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "products",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("granted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Resident",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number_encrypted", models.BinaryField()),
                ("number_key", models.CharField(max_length=64, unique=True)),
                ("is_synthetic", models.BooleanField(default=False)),
                ("recognised_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="an_assignment_has_a_known_role",
        ),
        migrations.AlterField(
            model_name="assignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("reception", "reception"),
                    ("clerk", "clerk"),
                    ("expert", "expert"),
                    ("planner", "planner"),
                    ("manager", "manager"),
                    ("administrator", "administrator"),
                    ("dpo", "dpo"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "reception",
                            "clerk",
                            "expert",
                            "planner",
                            "manager",
                            "administrator",
                            "dpo",
                        ],
                    )
                ),
                name="an_assignment_has_a_known_role",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="replaced_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="people.resident",
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="grantor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="given",
                to="people.resident",
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="held",
                to="people.resident",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_by", models.F("id")), _negated=True),
                name="nobody_is_replaced_by_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_at", None), ("replaced_by", None)),
                    models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_replacement_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("grantor", models.F("holder")), _negated=True),
                name="nobody_mandates_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                name="a_mandate_holds_at_least_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("products__len__gt", 0)), name="a_mandate_names_its_products"
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None),
                    ("withdrawn_at__gte", models.F("granted_at")),
                    _connector="OR",
                ),
                name="a_mandate_is_withdrawn_after_it_was_given",
            ),
        ),
    ]
