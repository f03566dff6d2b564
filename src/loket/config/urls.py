"""Every address of the house, by channel."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from loket.channels.ui import look

handler403 = "loket.channels.portal.failing.not_allowed"
handler404 = "loket.channels.portal.failing.not_found"
handler500 = "loket.config.outage.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("loket.channels.api.urls")),
    path("", include("loket.channels.portal.urls")),
    path("desk/", include("loket.channels.desk.urls")),
    path("kiosk/", include("loket.channels.kiosk.urls")),
    path("board/", include("loket.channels.board.urls")),
]

if settings.DEMO:
    urlpatterns += [
        path("demo/", include("loket.demo.urls")),
        path("demo/look/", look.all_parts, name="look"),
        path("demo/look/<slug:page>", look.example, name="look_example"),
    ]
