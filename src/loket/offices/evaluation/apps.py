"""Registers the evaluation with Django, and its sections with the city pack."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """The room of figures, indicators and trials."""

    name = "loket.offices.evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        from loket.offices.evaluation import kinds_offered

        kinds_offered.register()
