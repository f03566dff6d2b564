"""A small city pack on disk, whole and sound, for tests that load it or break it."""

from pathlib import Path

FILES = {
    "city.toml": """\
code = "testville"
name.nl = "Teststad"
name.en = "Testville"
language = "nl"
other_languages = ["en", "fr"]
zone = "Europe/Brussels"
phone = "03 00 00 00"

[branding]
primary = "#0057b7"
deep = "#003865"
accent = "#cf0039"

[booking]
horizon = "28 days"
hold = "10 min"
reminders = ["2 days"]
late_grace = "10 min"
earlier_answer = "30 min"
holds_per_client = 4

[holidays]
country = "BE"

[search]
synonyms.paspoort = ["reispas"]
""",
    "themes.toml": """\
[[themes]]
code = "identity"
name.nl = "Identiteit"
summary.nl = "Kaarten en passen"
""",
    "teams.toml": """\
[[teams]]
code = "counters"
name.nl = "Loketten"

[[teams]]
code = "social"
name.nl = "Sociale dienst"
""",
    "skills.toml": """\
[[skills]]
code = "identity"
name.nl = "Identiteit"
""",
    "tiers.toml": """\
[[tiers]]
code = "city"
name.nl = "Stadsloket"
summary.nl = "Alles"
promises = [{ nl = "Je kan er alles afhalen." }]
capabilities = ["booking", "safe"]

[[tiers]]
code = "neighbourhood"
name.nl = "Buurtloket"
summary.nl = "Dichtbij"
promises = []
capabilities = ["booking"]
""",
    "legal.toml": """\
[[legal]]
code = "e-declarations"
title.nl = "Besluit elektronische aangiften"
kind = "royal_decree"
source = "official journal"
expected_on = 2022-06-20
in_force_from = 2023-03-24
""",
    "decisions.toml": """\
[[bodies]]
code = "college"
name.nl = "College"

[[decisions]]
body = "college"
decided_on = 2016-02-22
number = "1553"
title.nl = "Kanaalstrategie"

[[decisions]]
body = "college"
decided_on = 2021-12-10
number = "9882"
title.nl = "Evaluatie"
published_on = 2021-12-13
parent = "college/2016-02-22/1553"
financial_impact = false
""",
    "locations/hall.toml": """\
code = "hall"

[[profiles]]
valid_from = 2020-01-01
tier = "city"
name.nl = "Stadhuis"
street = "Plein 1"
postal_code = "2000"
locality = "Teststad"
capabilities = ["booking", "safe"]
minutes = { PASSPORT = [20, 15] }
""",
    "products/passport.toml": """\
code = "PASSPORT"
name.nl = "Reispas aanvragen"
name.en = "Apply for a passport"
summary.nl = "Om buiten Europa te reizen."
themes = ["identity"]
keywords.nl = ["pasboek"]
minutes = { first = 15, further = 10 }
needs = ["booking"]
skills = ["identity"]
collect_with = "PICKUP"

[[channels]]
kind = "connect"
text.nl = "Kom langs."

[[channels]]
kind = "swipe"
text.nl = "Online."
gate = "e-declarations"

[[owners]]
valid_from = 2020-01-01
team = "counters"

[[fees]]
valid_from = 2021-01-01
amount_cents = 6500

[[maturity]]
valid_from = 2020-01-01
level = "form"

[[roadmap]]
quarter = "2022-Q1"
text.nl = "Volledig online"
level = "end_to_end"
""",
    "products/pickup.toml": """\
code = "PICKUP"
name.nl = "Document afhalen"
summary.nl = "Je document is klaar."
themes = ["identity"]
minutes = { first = 10, further = 5 }
needs = ["booking", "safe"]
combines_with = ["PASSPORT"]

[[channels]]
kind = "call"
text.nl = "Bel."

[[owners]]
valid_from = 2020-01-01
team = "counters"

[[owners]]
valid_from = 2022-01-01
team = "social"
decision = "college/2021-12-10/9882"
""",
}


def write_pack(folder: Path, **changed: str) -> Path:
    """Write the pack; `changed` gives whole files another text, `products__more` is a path."""
    named = {f"{name.replace('__', '/')}.toml": text for name, text in changed.items()}
    for name, text in (FILES | named).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def edit(folder: Path, file: str, before: str, after: str) -> None:
    """Replace a piece of text that occurs once in a file of the pack."""
    text = (folder / file).read_text()
    assert text.count(before) == 1, f"{before!r} is not once in {file}"
    (folder / file).write_text(text.replace(before, after))
