"""From two files to the texts of a pack with its report."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loket.foundations.catalogue.importers.dldb import (
    checks,
    city,
    fields,
    source,
    template,
)
from loket.foundations.catalogue.importers.dldb import folder as disk
from loket.foundations.catalogue.importers.dldb import places as location_files
from loket.foundations.catalogue.importers.dldb import services as product_files
from loket.foundations.catalogue.importers.dldb.offers import Offers, gather
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.report import Balance, Report

_CODE: Final = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack that is ready to be written."""

    folder: Path
    files: Mapping[str, str]
    report: Report


def plan_pack(
    *, locations: Path, services: Path, code: str, folder: Path, overwrite: bool = False
) -> Draft:
    """Read, judge and compose; nothing is written. Raises NotImportable."""
    if not _CODE.fullmatch(code):
        message = f'"{code}" is no code of a city: small letters, digits and dashes, a letter first'
        raise source.NotImportable(message)
    files, report = _compose(source.read(locations, services), code, folder)
    disk.require_ours(folder, files, overwrite=overwrite)
    return Draft(folder, files, report)


def write_pack(draft: Draft) -> Iterator[str]:
    """Write it, telling each file as it is written."""
    yield from disk.write(draft.folder, draft.files)


def _compose(read: source.Source, code: str, into: Path) -> tuple[dict[str, str], Report]:
    kept = disk.template(into)
    text = kept or template.first(gather(read, frozenset()))
    assumed = template.read(text)
    plan = Plan(code, gather(read, frozenset(assumed.publish)), assumed)
    report = Report(code, _balances(plan.offers), checks.check(plan), fields.fates())
    files = disk.remarked(_files(plan).items())
    files[template.FILE] = text
    files["report.md"] = report.markdown()
    machine = report.as_json() | {"written": disk.hashes(files)}
    files[disk.REPORT] = json.dumps(machine, ensure_ascii=False, indent=1) + "\n"
    return files, report


def _files(plan: Plan) -> dict[str, str]:
    return {
        **city.write(plan),
        **{
            f"locations/{one.id}.toml": location_files.write(plan, one)
            for one in plan.offers.locations.values()
        },
        **{
            f"products/{one.id}.toml": product_files.write(plan, one)
            for one in plan.offers.services.values()
        },
    }


def _balances(offers: Offers) -> dict[str, Balance]:
    return {
        "locations": _entries(offers, len(offers.source.locations), offers.locations),
        "services": _entries(offers, len(offers.source.services), offers.services),
        "services at locations": _pairs(offers),
        "combinations": _combinations(offers),
    }


def _entries(
    offers: Offers,
    came_in: int,
    kept: Mapping[str, source.Location] | Mapping[str, source.Service],
) -> Balance:
    shown = sum(offers.is_public(one) for one in kept.values())
    went = {"shown": shown, "written but not public": len(kept) - shown}
    return Balance(came_in, went | {"left out": came_in - len(kept)})


def _pairs(offers: Offers) -> Balance:
    """Counted in the file of locations, which holds the minutes."""
    came_in = sum(len(one.pairs) for one in offers.source.locations)
    went = Counter(str(end) for end in offers.ends.values())
    return Balance(came_in, {**went, "left out": came_in - len(offers.ends)})


def _combinations(offers: Offers) -> Balance:
    came_in = sum(len(one.combinable) for one in offers.source.services)
    itself = written = 0
    for one in offers.services.values():
        known = set(one.combinable) & set(offers.services)
        itself += one.id in known
        written += len(known - {one.id})
    return Balance(
        came_in,
        {
            "with another": written,
            "with itself": itself,
            "left out": came_in - written - itself,
        },
    )
