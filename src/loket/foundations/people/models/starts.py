"""How often somebody began to sign in, so that a robot cannot fill the house with sessions."""

from __future__ import annotations

from django.db import models


class Start(models.Model):
    """How often one client began to sign in within an hour; of the person nothing is known."""

    #: A keyed hash of the address, new every day; kept for a day.
    client = models.CharField(max_length=64)
    hour = models.DateTimeField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "hour"], name="one_count_of_sign_ins_a_client_and_hour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.times} in {self.hour:%Y-%m-%d %H}"
