"""A DLDB, the directory of services of German-speaking cities, becomes a city pack.

`plan_pack` reads and judges, `write_pack` writes. Nothing of the files is dropped silently: what
came in is what went out and what the report names.
"""

from loket.foundations.catalogue.importers.dldb.packing import Draft, plan_pack, write_pack
from loket.foundations.catalogue.importers.dldb.report import Balance, Finding, Report
from loket.foundations.catalogue.importers.dldb.source import NotImportable
from loket.foundations.catalogue.importers.dldb.template import section

__all__ = [
    "Balance",
    "Draft",
    "Finding",
    "NotImportable",
    "Report",
    "plan_pack",
    "section",
    "write_pack",
]
