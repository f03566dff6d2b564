from django.apps import AppConfig


class KioskConfig(AppConfig):
    name = "loket.channels.kiosk"
    label = "kiosk"
    verbose_name = "Kiosk"
