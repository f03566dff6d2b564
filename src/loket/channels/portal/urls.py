"""The addresses of the resident's pages."""

from __future__ import annotations

from django.urls import path

from loket.channels.portal import (
    arranging,
    arriving,
    booking,
    choosing,
    guiding,
    holding,
    home,
    linking,
    locating,
    managing,
    openness,
    own,
    status,
    verifying,
)

urlpatterns = [
    path("", home.home),
    path("search", arranging.search),
    path("products/", arranging.products),
    path("products/<str:code>", arranging.product),
    path("themes/<str:code>", arranging.theme),
    path("locations/", locating.locations),
    path("locations/<str:code>", locating.location),
    path("where", guiding.where),
    path("book", choosing.book),
    path("book/moments", holding.moments),
    path("book/hold", holding.hold),
    path("book/<uuid:hold>", booking.details),
    path("book/<uuid:hold>/release", holding.let_go),
    path("appointments/", managing.enter),
    path("appointments/<str:code>", managing.show),
    path("appointments/<str:code>/cancel", managing.cancel),
    path("appointments/<str:code>/earlier", managing.earlier),
    path("appointments/<str:code>/check-in", arriving.check_in),
    path("appointments/<str:code>/ticket", arriving.ticket),
    path("me/", own.own),
    path("k/number", linking.number),
    path("k/end", linking.end),
    path("k/<slug:token>", linking.square),
    path("verify", verifying.verify),
    path("verify/<str:code>", verifying.show),
    path(".well-known/loket-documents.json", verifying.published_keys),
    path("charter", openness.charter),
    path("roadmap", openness.roadmap),
    path("decisions", openness.decisions),
    path("accessibility", openness.accessibility),
    path("hours", openness.hours),
    path("status", status.status),
]
