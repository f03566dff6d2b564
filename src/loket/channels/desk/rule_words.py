"""What the rules of certificates are called at the desk, in the city's own language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULES: Final[dict[str, Promise]] = {
    "own_data": _("Het gaat over de aanvrager zelf"),
    "own_data_beside_host": _(
        "Het gaat over de aanvrager zelf, en bij een kiosk hielp een gastheer"
    ),
    "parent_of_minor_in_household": _("Ouder van een minderjarig kind in hetzelfde gezin"),
    "mandate_granted_signed_in": _("Machtiging die het onderwerp aangemeld gaf"),
    "person_concerned": _("De akte gaat over de aanvrager"),
    "legal_representative": _("Wettelijke vertegenwoordiger"),
    "is_spouse": _("Echtgenoot of echtgenote van vandaag"),
    "is_cohabitant": _("Woont vandaag wettelijk samen"),
    "is_parent": _("Vader of moeder"),
    "is_ascendant": _("Bloedverwant in opgaande lijn"),
    "is_child": _("Kind"),
    "is_descendant": _("Bloedverwant in neergaande lijn"),
    "public_act": _("Openbare akte"),
    "right_not_proven": _("Geen register bewijst het recht; dat bewijst niets ertegen"),
    "subject_not_found": _("Nog niet geweten over wie het gaat"),
    "papers_prove_it": _("De aanvrager bewijst het recht met papieren"),
    "somebody_helps": _("Iemand helpt de aanvrager"),
    "not_registered": _("Niet in het bevolkingsregister"),
    "deceased": _("Het onderwerp is overleden"),
    "lives_elsewhere": _("Woont in een andere gemeente"),
    "under_investigation": _("Het adres wordt onderzocht"),
    "correction_open": _("Er loopt een aanvraag om te verbeteren"),
    "address_undisclosed": _("Het adres mag niet aan anderen meegedeeld worden"),
    "member_undisclosed": _("Het adres van een gezinslid mag niet meegedeeld worden"),
    "member_under_investigation": _("Het adres van een gezinslid wordt onderzocht"),
    "household_unknown": _("Geen gezin op het adres"),
    "another_day_asked": _("Gevraagd voor een andere dag"),
    "minor_asks_household": _("Een minderjarige vraagt het gezin"),
    "history_on_paper": _("De geschiedenis begint voor het register op computer"),
    "past_name_or_sex": _("De geschiedenis zou een vroegere naam of geslacht tonen"),
    "not_belgian": _("Niet de Belgische nationaliteit"),
    "foreign_life_form": _("Een formulier van een buitenlandse dienst"),
    "no_cohabitation": _("Geen wettelijke samenwoning"),
    "no_last_wish": _("Geen laatste wens"),
    "activity_unknown": _("Onbekende activiteit"),
    "police_look_first": _("De lokale politie kijkt eerst na (model 596.2)"),
    "central_register_asked_by_person": _("Een medewerker vraagt het aan het strafregister"),
    "act_not_found": _("De akte is niet gevonden"),
    "act_not_migrated": _("De akte staat nog op papier"),
    "act_foreign": _("De akte steunt op een buitenlandse akte"),
    "act_sensitive": _("Een soort akte die altijd een mens bekijkt"),
    "copy_for_another": _("Een afschrift voor iemand anders dan wie de akte betreft"),
    "copy_reveals_past": _("Een afschrift zou tonen wie iemand vroeger was"),
    "sex_change_to_others": _("De akte toont een aanpassing van de geslachtsregistratie"),
    "later_notes": _("Een openbare akte met een latere melding"),
    "public_elsewhere": _("Een openbare akte die elders is gemaakt"),
    "register_away": _("Het register antwoordde te lang niet"),
    "register_refuses": _("Het register weigerde te antwoorden"),
    "answer_about_another": _("Het register antwoordde over iemand anders"),
    "answer_malformed": _("Het antwoord van het register was onleesbaar"),
    "purpose_unknown": _("Voor dit doel mag het register niet bevraagd worden"),
    "no_ground": _("De opzoeking had geen grond"),
    "unknown_certificate": _("Dit product wordt niet meer aangeboden"),
}
FINDINGS: Final[dict[str, Promise]] = {
    "proves": _("bewijst het recht"),
    "does_not_prove": _("bewijst niets"),
    "stops": _("houdt de machine tegen"),
    "passes": _("geen bezwaar"),
}
#: Who sat beside the applicant and pressed the keys.
HELPERS: Final[dict[str, Promise]] = {
    "family": _("iemand die de aanvrager kent"),
    "host": _("iemand van een bibliotheek, vereniging of organisatie"),
    "city": _("een medewerker van de stad"),
}
WHOSE: Final[dict[str, Promise]] = {
    "self": _("zichzelf"),
    "child": _("een kind"),
    "spouse": _("echtgenoot of echtgenote"),
    "cohabitant": _("wettelijk samenwonende"),
    "parent": _("vader of moeder"),
    "grandparent": _("een grootouder"),
    "grandchild": _("een kleinkind"),
    "other": _("iemand anders"),
}
CLAIMS: Final[dict[str, Promise]] = {
    "heir": _("erfgenaam"),
    "notary": _("notaris"),
    "lawyer": _("advocaat"),
    "proxy": _("volmacht op papier"),
    "other": _("een andere rol"),
}
FORMS: Final[dict[str, Promise]] = {
    "extract": _("uittreksel"),
    "copy": _("afschrift"),
    "multilingual": _("meertalig uittreksel"),
}
ACTIVITIES: Final[dict[str, Promise]] = {
    "general": _("algemeen (model 595)"),
    "abroad": _("gebruik in het buitenland (model 595)"),
    "education": _("onderwijs (model 596.2)"),
    "guidance": _("begeleiding van minderjarigen (model 596.2)"),
    "youth_aid": _("jeugdhulp of opvang (model 596.2)"),
    "child_protection": _("kinderbescherming (model 596.2)"),
    "animation": _("jeugdwerk, sport of vrije tijd met minderjarigen (model 596.2)"),
    "security": _("bewaking (model 596.1)"),
    "weapons": _("wapens (model 596.1)"),
    "taxi": _("taxi (model 596.1)"),
    "transport": _("vervoer (model 596.1)"),
    "finance": _("financiën (model 596.1)"),
    "insurance": _("verzekeringen (model 596.1)"),
    "narcotics": _("verdovende middelen (model 596.1-36)"),
    "other_regulated": _("een andere geregelde activiteit (model 596.1)"),
}
POLICE: Final[dict[str, Promise]] = {
    "clear": _("geen bezwaar"),
    "ban_noted": _("een verbod, dat op het uittreksel moet staan"),
}
LETTERS: Final[dict[str, Promise]] = {
    "receipt": _("Ontvangstbewijs"),
    "decision": _("Beslissing"),
}
STATES: Final[dict[str, Promise]] = {
    "accepted": _("wacht op een register"),
    "with_clerk": _("wacht op een medewerker"),
    "taken": _("overgenomen"),
    "proposed": _("wacht op een tweede mens"),
    "migrating": _("wacht op een gemeente"),
    "at_police": _("wacht op de politie"),
    "granted": _("wordt gemaakt"),
    "delivered": _("afgeleverd"),
    "refused": _("geweigerd"),
    "withdrawn": _("ingetrokken"),
    "revoked": _("herroepen"),
}
MOVES: Final[dict[str, Promise]] = {
    "ask": _("gevraagd"),
    "grant": _("toegestaan"),
    "hand_over": _("doorgegeven aan een mens"),
    "withdraw": _("ingetrokken"),
    "take_over": _("overgenomen"),
    "put_back": _("teruggelegd"),
    "propose": _("voorgesteld"),
    "ask_migration": _("overzetten gevraagd"),
    "migrated": _("overgezet"),
    "ask_police": _("politie gevraagd"),
    "police_answered": _("politie antwoordde"),
    "confirm": _("bevestigd"),
    "refuse": _("geweigerd"),
    "deliver": _("afgeleverd"),
    "revoke": _("herroepen"),
}
