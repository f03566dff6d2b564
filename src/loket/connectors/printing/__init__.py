"""Printers, by the Internet Printing Protocol (RFC 8010, 8011): a protocol, a client, a simulator.

What it says of itself: the real client and the simulator pass the same contract test, the real one
against an IPP server in the test's own process. No make of printer has been tried.
"""

from loket.connectors.printing.ipp import IppPrinter
from loket.connectors.printing.printing import Look, Order, Printer, PrinterAway
from loket.connectors.printing.simulated import DemoPrinter, SimulatedPrinter

#: How far this connector is known to be right.
STANDING = "schema-checked"

__all__ = [
    "STANDING",
    "DemoPrinter",
    "IppPrinter",
    "Look",
    "Order",
    "Printer",
    "PrinterAway",
    "SimulatedPrinter",
]
