"""The addresses of the demo, below `/demo/`; the roof includes them in the demo alone."""

from django.urls import path

from loket.demo import pages, reading

app_name = "demo"

urlpatterns = [
    path("", pages.home, name="home"),
    path("sign-in", pages.sign_in, name="sign_in"),
    path("kiosk/<slug:code>", pages.kiosk, name="kiosk"),
    path("reader", reading.reader, name="reader"),
    path("mail", pages.mail, name="mail"),
    path("mail/<uuid:message>", pages.letter, name="letter"),
    path("mail/<uuid:message>/calendar", pages.attachment, name="attachment"),
]
