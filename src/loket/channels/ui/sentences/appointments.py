"""Why a moment cannot be held, booked, moved or cancelled."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "nothing_asked": _("Kies eerst wat je wil regelen."),
    "unknown_moment": _("Dit moment bestaat niet. Kies een moment uit de lijst."),
    "moment_past": _("Dit moment is al voorbij. Kies een ander moment."),
    "moment_gone": _("Iemand anders heeft dit moment net genomen. Kies een ander moment."),
    "not_open": _("Het loket is dan niet open. Kies een ander moment."),
    "too_many_holds": _(
        "Je houdt al te veel momenten vast. Bevestig er een, of wacht tot ze vrijkomen."
    ),
    "unknown_hold": _("Dit vastgehouden moment vinden we niet terug. Kies opnieuw een moment."),
    "hold_expired": _("De tijd om te bevestigen is voorbij. Kies opnieuw een moment."),
    "hold_used": _("Dit moment is al bevestigd."),
    "hold_is_for_a_move": _("Dit moment dient om een afspraak te verplaatsen."),
    "hold_of_another": _("Dit moment hoort bij een andere afspraak. Kies opnieuw een moment."),
    "already_booked": _(
        "Je hebt al een afspraak voor %(products)s. Verplaats die, of annuleer ze eerst."
    ),
    "unknown_appointment": _("Deze afspraak vinden we niet. Kijk de code en de link na."),
    "not_in_this_state": _("Dat kan nu niet: de afspraak is %(state)s."),
    "move_not_allowed": _("Dat kan nu niet, want de stand is: %(state)s."),
    "moved_meanwhile": _("De afspraak is intussen verplaatst. Bekijk ze opnieuw."),
    "name_needed": _("Vul je naam in, met hoogstens %(most)s tekens."),
    "email_unreadable": _("Dit e-mailadres klopt niet. Schrijf het zoals naam@voorbeeld.be."),
    "phone_unreadable": _("Dit telefoonnummer klopt niet. Schrijf het zoals 0470 12 34 56."),
    "contact_needed": _("Geef een e-mailadres of een telefoonnummer, dan kunnen we je bereiken."),
    "unknown_district": _("Dit district kennen we niet. Kies er een uit de lijst."),
    "location_not_in_use": _("%(location)s is dan niet in gebruik."),
    "no_booking_here": _("In %(location)s kan je geen afspraak maken."),
    "not_step_free": _("%(location)s heeft geen ingang zonder drempel."),
    "too_far": _("%(location)s ligt verder weg dan je wil."),
    "language_not_here": _("In %(location)s spreekt niemand %(language)s."),
    "no_single_counter": _(
        "In %(location)s kan geen enkel loket alles samen doen. Maak twee afspraken."
    ),
}
