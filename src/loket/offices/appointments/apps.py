from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "loket.offices.appointments"
    label = "appointments"
    verbose_name = "Appointments"
