"""The addresses of the kiosk, below `/kiosk/<location or contact point>/`.

Behind the first screen every address carries the number of the visit, and ends with it.
"""

from django.urls import include, path

from loket.channels.kiosk import (
    arriving,
    booking,
    calling,
    choosing,
    codes,
    connecting,
    details,
    getting,
    machine,
    paper,
    reading,
    starting,
    telling,
    visiting,
)

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
    path("call", calling.call, name="call"),
    path("connect/<slug:product>", connecting.connect, name="connect"),
    path("pairing/<uuid:pairing>", connecting.pairing, name="pairing"),
    path("pairing/<uuid:pairing>/end", connecting.let_go, name="let_go"),
    path("which/<slug:kind>", getting.which, name="which"),
    path("paper/<slug:product>", getting.paper, name="paper"),
    path("paper/<slug:product>/<uuid:asked>", getting.made, name="made"),
    path("codes", codes.ask, name="codes"),
    path("codes/request", codes.request_codes, name="codes_request"),
    path("codes/done/<str:token>", codes.done, name="codes_done"),
    path("print/<uuid:job>", paper.follow, name="print"),
    path("print/<uuid:job>/answer", paper.answer, name="print_answer"),
]
urlpatterns = [
    path("<slug:code>/", starting.start, name="start"),
    path("<slug:code>/leave", visiting.leave, name="leave"),
    path("<slug:code>/enrol", machine.enrol, name="enrol"),
    path("<slug:code>/enrol-machine", machine.enrol_machine, name="enrol_machine"),
    path("<slug:code>/entrance", machine.entrance, name="entrance"),
    path("<slug:code>/stay", machine.stay, name="stay"),
    path("<slug:code>/reader", reading.question, name="reader"),
    path("<slug:code>/reader/tell", reading.tell, name="reader_tell"),
    path("<slug:code>/enter", machine.enter, name="enter"),
    path("<slug:code>/<str:key>/", include(screens)),
]
