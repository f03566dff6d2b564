"""A provider that signs in people who do not exist, over real OpenID Connect.

A process of its own in the demo. It looks like what it is, its keys say so in their names, and
outside the demo nothing starts that would believe it. It speaks the profile of ACM/IDM.
"""

from loket.connectors.identity.simulator.book import Client, Persona
from loket.connectors.identity.simulator.server import Simulator

__all__ = ["Client", "Persona", "Simulator"]
