"""Asking registers: grounds, purposes, and registers that do not answer."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reason_of_nobody": _("Alleen een medewerker kan zelf een reden opgeven."),
    "reason_too_short": _(
        "Leg uit waarom je deze gegevens nodig hebt, in minstens %(words)s woorden."
    ),
    "reason_too_long": _("Zeg het korter: in ten hoogste %(most)s tekens."),
    "register_away": _(
        "Het register antwoordt nu niet. Je aanvraag blijft staan: we proberen het later opnieuw."
    ),
    "no_ground": _("Voor deze opzoeking is er geen open dossier. Daarom tonen we niets."),
    "purpose_unknown": _("Voor het doel “%(purpose)s” mag dit register niet bevraagd worden."),
    "person_unknown": _("Het register kent hier niemand of niets met deze gegevens."),
    "register_refuses": _("Het register laat deze vraag niet toe."),
    "answer_about_another": _(
        "Het antwoord van het register ging over iemand anders. We gebruiken het niet."
    ),
    "answer_malformed": _(
        "Het antwoord van het register was niet leesbaar. We gebruiken het niet."
    ),
}
