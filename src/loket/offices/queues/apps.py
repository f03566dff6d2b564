"""Registers the queue with Django, and its sections with the city pack."""

from django.apps import AppConfig


class QueuesConfig(AppConfig):
    """The room of tickets, calling, waiting and the reception."""

    name = "loket.offices.queues"
    label = "queues"
    verbose_name = "Queues"

    def ready(self) -> None:
        from loket.offices.queues import kinds_offered

        kinds_offered.register()
