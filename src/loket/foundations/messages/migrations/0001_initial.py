import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=8)),
                (
                    "channel",
                    models.CharField(choices=[("email", "email"), ("sms", "sms")], max_length=5),
                ),
                ("recipient", models.CharField(max_length=320)),
                ("subject", models.TextField()),
                ("body", models.TextField()),
                ("attachment", models.BinaryField(null=True)),
                ("attachment_name", models.CharField(blank=True, default="", max_length=80)),
                ("appointment", models.CharField(blank=True, default="", max_length=40)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("last_error", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at", None), ("given_up_at", None), ("sent_at", None)
                        ),
                        fields=["next_try_at"],
                        name="waiting_messages_by_moment",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at", None), ("given_up_at", None), ("sent_at", None)
                        ),
                        fields=["appointment"],
                        name="waiting_messages_by_visit",
                    ),
                    models.Index(
                        condition=models.Q(("sent_at__isnull", False)),
                        fields=["-sent_at"],
                        name="sent_messages_newest_first",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="a_message_is_posted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "sms"])),
                        name="a_message_goes_by_mail_or_sms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at", None), ("given_up_at", None), ("sent_at", None)
                            ),
                            models.Q(
                                ("cancelled_at", None),
                                ("given_up_at", None),
                                ("sent_at__isnull", False),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("given_up_at", None),
                                ("sent_at", None),
                            ),
                            models.Q(
                                ("cancelled_at", None),
                                ("given_up_at__isnull", False),
                                ("sent_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_message_ends_in_one_way",
                    ),
                ],
            },
        ),
    ]
