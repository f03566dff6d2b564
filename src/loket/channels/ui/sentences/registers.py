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
    "search_too_short": _("Schrijf er iets meer bij: minstens %(least)s tekens."),
    "look_up_unknown": _("Deze opzoeking kennen we niet, of ze ging niet over jou."),
    "already_contested": _("Over deze opzoeking diende je al een klacht in."),
    "complaint_too_short": _("Schrijf er iets meer bij: minstens %(least)s tekens."),
    "complaint_too_long": _("Dit is te lang: ten hoogste %(most)s tekens."),
    "complaint_unknown": _("Deze klacht bestaat niet."),
    "complaint_cannot_move": _("Deze klacht kan die stap nu niet zetten."),
    "already_reviewed": _("Deze opzoeking is al nagekeken."),
    "attest_unknown": _("Het model “%(model)s” is geen wettelijk attest."),
}
