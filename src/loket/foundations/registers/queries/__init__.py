"""Questions about look-ups: what a purpose gives, who looked at whom."""

from loket.foundations.registers.queries.look_ups import LookUpLine, list_look_ups_of
from loket.foundations.registers.queries.purposes import find_purpose, list_purposes

__all__ = ["LookUpLine", "find_purpose", "list_look_ups_of", "list_purposes"]
