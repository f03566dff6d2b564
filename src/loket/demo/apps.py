from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "loket.demo"
    label = "demo"
    verbose_name = "Demo"

    def ready(self) -> None:
        """Where no register is set up, the simulators answer from the invented city."""
        from loket.demo.synthetic import reading

        reading.open_registers()
