"""The addresses of the board, below `/board/`."""

from django.urls import path

from loket.channels.board import showing

app_name = "board"
urlpatterns = [
    path("<slug:location>", showing.board, name="board"),
    path("<slug:location>/calls", showing.calls, name="calls"),
]
