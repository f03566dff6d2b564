"""Acts before registers: look somebody up, list and fetch what they keep."""

from loket.foundations.registers.actions.fetching import fetch_act, fetch_attest
from loket.foundations.registers.actions.loading import load_purposes
from loket.foundations.registers.actions.looking import (
    list_acts,
    look_up_household,
    look_up_person,
    look_up_relations,
    search_people,
)

__all__ = [
    "fetch_act",
    "fetch_attest",
    "list_acts",
    "load_purposes",
    "look_up_household",
    "look_up_person",
    "look_up_relations",
    "search_people",
]
