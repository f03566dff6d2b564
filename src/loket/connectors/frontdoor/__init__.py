"""Our own front door, from outside: does it open, and how soon?

What it says of itself: schema-checked; HTTP is all there is to know.
"""

from loket.connectors.frontdoor.frontdoor import FrontDoor
from loket.connectors.frontdoor.http import HttpFrontDoor
from loket.connectors.frontdoor.simulated import SimulatedFrontDoor

#: How far this connector is known to be right.
STANDING = "schema-checked"

__all__ = ["STANDING", "FrontDoor", "HttpFrontDoor", "SimulatedFrontDoor"]
