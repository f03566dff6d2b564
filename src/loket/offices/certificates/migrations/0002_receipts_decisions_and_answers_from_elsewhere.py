"""A request has letters, and may wait for a municipality or for the police."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_requests_and_their_moves"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="request",
            name="one_open_request_per_product_subject_and_applicant",
        ),
        migrations.RemoveConstraint(
            model_name="request",
            name="a_request_has_a_known_state",
        ),
        migrations.RemoveConstraint(
            model_name="request",
            name="what_was_taken_over_names_who_took_it",
        ),
        migrations.RemoveIndex(
            model_name="request",
            name="requests_for_clerks",
        ),
        migrations.RemoveIndex(
            model_name="request",
            name="requests_to_try_again",
        ),
        migrations.AddField(
            model_name="request",
            name="decision",
            field=models.UUIDField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name="request",
            name="receipt",
            field=models.UUIDField(null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="move",
            name="move",
            field=models.CharField(max_length=16),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["at_police", "migrating", "proposed", "taken", "with_clerk"])
                ),
                fields=["answer_by"],
                name="requests_for_clerks",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("state__in", ["accepted", "granted", "migrating"])),
                fields=["try_at"],
                name="requests_to_try_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "accepted",
                            "at_police",
                            "granted",
                            "migrating",
                            "proposed",
                            "taken",
                            "with_clerk",
                        ],
                    )
                ),
                fields=("product", "about", "applicant"),
                name="one_open_request_per_product_subject_and_applicant",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "accepted",
                            "at_police",
                            "delivered",
                            "granted",
                            "migrating",
                            "proposed",
                            "refused",
                            "revoked",
                            "taken",
                            "with_clerk",
                            "withdrawn",
                        ],
                    )
                ),
                name="a_request_has_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", None), ("state", "refused"), _connector="OR"),
                name="only_a_refusal_carries_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["taken", "proposed", "at_police", "migrating"]),
                        _negated=True,
                    ),
                    models.Q(("clerk", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_was_taken_over_names_who_took_it",
            ),
        ),
    ]
