import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE TRIGGER no_line_is_ever_changed BEFORE UPDATE OR DELETE ON registers_review
  FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER no_line_is_ever_emptied BEFORE TRUNCATE ON registers_review
  FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
ALTER TABLE registers_review ENABLE ALWAYS TRIGGER no_line_is_ever_changed;
ALTER TABLE registers_review ENABLE ALWAYS TRIGGER no_line_is_ever_emptied;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'loket_app') THEN
    REVOKE ALL ON registers_review FROM loket_app;
    GRANT SELECT, INSERT ON registers_review TO loket_app;
  END IF;
END $$;
"""
UNGUARD = """
DROP TRIGGER no_line_is_ever_changed ON registers_review;
DROP TRIGGER no_line_is_ever_emptied ON registers_review;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0002_evidence_only_grows"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="flags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "look_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="registers.lookup",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("verdict", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["due", "not_due"])),
                        name="a_review_gives_a_verdict",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("resident", models.UUIDField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("state", models.TextField(default="contested")),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "look_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="registers.lookup",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident"], name="complaints_by_resident")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("look_up", "resident"),
                        name="a_look_up_is_contested_once_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "contested",
                                    "in_review",
                                    "incident",
                                    "explained",
                                    "sanctioned",
                                    "breach",
                                ],
                            )
                        ),
                        name="a_complaint_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None), ("state__in", ["contested", "in_review"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["contested", "in_review"]), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_complaint_ends_with_an_answer",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
