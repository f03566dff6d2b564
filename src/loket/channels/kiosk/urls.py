"""The addresses of the kiosk, below `/kiosk/<location or contact point>/`.

Behind the first screen every address carries the number of the visit, and ends with it.
"""

from django.urls import include, path

from loket.channels.kiosk import arriving, booking, choosing, details, starting, telling, visiting

app_name = "kiosk"
screens = [
    path("check-in", arriving.check_in, name="check_in"),
    path("ticket", arriving.ticket, name="ticket"),
    path("ticket/<slug:theme>", arriving.ticket_of, name="ticket_of"),
    path("number/<uuid:ticket>", arriving.number, name="number"),
    path("book", choosing.themes, name="book"),
    path("book/theme/<slug:theme>", choosing.products, name="book_theme"),
    path("book/quantity/<slug:product>", choosing.quantity, name="book_quantity"),
    path("book/more", choosing.more, name="book_more"),
    path("book/moments", booking.moments, name="book_moments"),
    path("book/days", booking.days, name="book_days"),
    path("book/hold/<uuid:hold>", details.details, name="book_hold"),
    path("book/done/<str:token>", details.done, name="book_done"),
    path("where", telling.where, name="where"),
    path("where/<slug:location>", telling.location, name="where_location"),
    path("needed", telling.needed, name="needed"),
    path("needed/theme/<slug:theme>", telling.needed_of, name="needed_of"),
    path("needed/<slug:product>", telling.product, name="needed_product"),
    path("help", telling.help_here, name="help"),
]
urlpatterns = [
    path("<slug:code>/", starting.start, name="start"),
    path("<slug:code>/leave", visiting.leave, name="leave"),
    path("<slug:code>/<str:key>/", include(screens)),
]
