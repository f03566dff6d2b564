"""Acts before registers: look somebody up, fetch what they keep, contest and review look-ups."""

from loket.foundations.registers.actions.children import Child, find_children
from loket.foundations.registers.actions.fetching import fetch_act, fetch_attest
from loket.foundations.registers.actions.loading import load_purposes
from loket.foundations.registers.actions.looking import (
    list_acts,
    look_up_household,
    look_up_person,
    look_up_relations,
    search_people,
)
from loket.foundations.registers.actions.reading import write_down_reading
from loket.foundations.registers.actions.reviewing import (
    answer_complaint,
    complain,
    review,
    write_down_look,
)

__all__ = [
    "Child",
    "answer_complaint",
    "complain",
    "fetch_act",
    "fetch_attest",
    "find_children",
    "list_acts",
    "load_purposes",
    "look_up_household",
    "look_up_person",
    "look_up_relations",
    "review",
    "search_people",
    "write_down_look",
    "write_down_reading",
]
