"""People who may ask for certificates, in the city of a test; a process of its own.

    python -m tests.faults.applicants COUNT FOLDER

Prints the sessions, in JSON, in which they are signed in; the seal of the city is in the folder.
"""

import json
import sys
import uuid
from datetime import date
from pathlib import Path

import django

FACTS = {
    "names": "Voorbeeld", "birth_place": "Teststad", "birth_country": "BE", "sex": "female",
    "nationality": "BE", "civil_status": "unmarried", "municipality": "99999",
    "address": ["Voorbeeldstraat", "12", "", "2000", "Teststad"], "since": date(2010, 1, 1),
    "household_kind": "reference", "history": [], "history_since": date(2000, 1, 1),
    "under_investigation": False, "correction_pending": False, "names_changed": False,
    "sex_registration_changed": False, "adopted": False, "wish": "", "partner": "",
    "replaced_by": "",
}  # fmt: skip


def offer(folder: Path) -> None:
    """Certificates, the purpose they are asked for, and a seal for the city."""
    from tests.factories import registers
    from tests.offices.certificates.world import FIELDS, PRODUCTS

    from loket.config import demoseal
    from loket.foundations.catalogue.models import Product
    from loket.kit import clock, packs

    now = clock.now()
    Product.objects.bulk_create(
        Product(
            code=one.code, revision=packs.revision(one), definition=packs.to_json(one),
            position=position, loaded_at=now,
        )
        for position, one in enumerate(PRODUCTS, start=100) if one.certificate
    )  # fmt: skip
    registers.keep_purposes(registers.purpose("certificate", fields=FIELDS))
    demoseal.make(folder, "open sesame", now=now)


def settle(count: int) -> list[str]:
    """So many residents, each signed in; their sessions."""
    from django.test import Client
    from tests.factories import residents
    from tests.factories.registers import number

    from loket.channels.ui.residents import cookie_name
    from loket.demo.models import Citizen
    from loket.foundations.people import actions as people
    from loket.kit import clock

    sessions = []
    for one in range(count):
        born_on = date(1980, 5, 2)
        known = number(born_on, 501 + one)
        Citizen.objects.create(
            digits=known.digits, first_names=[f"Eén{one}"], born_on=born_on,
            household=uuid.uuid4(), **FACTS,
        )  # fmt: skip
        who = people.recognise(number=known, now=clock.now(), actor="system:test")
        browser = Client()
        residents.sign_in(browser, who, name="Eén")
        sessions.append(browser.cookies[cookie_name()].value)
    return sessions


if __name__ == "__main__":
    django.setup()
    offer(Path(sys.argv[2]))
    sys.stdout.write(json.dumps(settle(int(sys.argv[1]))))
