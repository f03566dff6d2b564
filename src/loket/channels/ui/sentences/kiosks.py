"""Kiosks: machines, pairings, prints."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "unknown_kiosk": _("Hier staat geen zelfbedieningsloket."),
    "enrolment_refused": _("Deze code klopt niet, is al gebruikt of is ouder dan een kwartier."),
    "not_a_kiosk": _("Dit toestel is geen zelfbedieningsloket van de stad."),
    "printer_address_unreadable": _(
        "Een printer heeft een adres dat begint met ipp:// of ipps://."
    ),
    "not_at_a_kiosk": _(
        "Dit kan je niet aan een zelfbedieningsloket krijgen: anderen kunnen meelezen. "
        "Vraag het thuis aan, of aan een loket."
    ),
    "square_unknown": _("Deze code kennen we niet. Scan de code die nu op het scherm staat."),
    "square_used": _(
        "Deze code is al door een ander toestel gescand. Uit voorzorg is ze nu ongeldig. "
        "Begin aan het scherm opnieuw."
    ),
    "square_too_old": _("Deze code is ouder dan een minuut. Vraag aan het scherm een nieuwe."),
    "pairing_over": _("Deze verbinding met het scherm is voorbij. Begin aan het scherm opnieuw."),
    "sign_in_not_fresh": _("Meld je eerst opnieuw aan: zo zijn we zeker dat jij het bent."),
    "sign_in_too_weak": _("Hiervoor moet je je sterker aanmelden, met itsme of je kaart."),
    "number_wrong": _("Dit is niet het getal op het scherm. Kijk nog eens."),
    "number_wrong_too_often": _(
        "Drie keer een ander getal dan op het scherm: de verbinding is verbroken. "
        "Sta je wel aan dit scherm? Begin daar opnieuw."
    ),
    "ended_by_phone": _("Je hebt de verbinding op je telefoon beëindigd."),
    "device_revoked": _("Dit scherm is buiten dienst."),
    "printer_away": _("De printer antwoordt niet. Er is niets aangemaakt."),
    "out_of_paper": _("Er is geen papier meer. De gastheer is verwittigd."),
    "print_without_code": _("Dit document draagt geen code en wordt daarom niet afgedrukt."),
    "printed_already": _("Dit document is al afgedrukt."),
    "unknown_print": _("Deze afdruk vinden we niet."),
    "sheets_out_of_range": _("Schrijf hoeveel bladen: van 1 tot %(most)s."),
    "opinion_unknown": _("Kies wat de gastheer wil: behouden, veranderen of stoppen."),
    "opinion_needs_a_reason": _("Schrijf waarom, in minstens %(least)s tekens."),
    "opinion_in_the_future": _("De dag %(day)s moet nog komen. Kies de dag waarop het gezegd is."),
    "notice_in_the_past": _("De dag %(day)s is voorbij. Kies vanaf wanneer we het zeggen."),
    "notice_too_short": _("Zeg het minstens %(days)s dagen vooraf."),
    "redirect_not_open": _("%(place)s is er dan niet. Kies waar mensen daarna terechtkunnen."),
    "closing_announced_already": _("Dit zelfbedieningsloket gaat al weg. Trek dat eerst in."),
    "no_closing": _("Voor dit zelfbedieningsloket is er niets om in te trekken."),
    "offer_does_not_match_visitors": _(
        "Het doel is %(target)s klanten per week. Kies een ander huis, of een ander aanbod."
    ),
    "call_is_over": _("Deze oproep is al afgelopen."),
    "card_proves_nothing": _("De kaart alleen zegt niet wie je bent. Geef je pincode."),
    "card_not_trusted": _("Deze kaart kunnen we niet aanvaarden."),
    "card_revoked": _("Deze kaart is ingetrokken. Bel DocStop: 00800 2123 2123."),
    "card_cannot_be_checked": _(
        "We kunnen nu niet nakijken of deze kaart nog geldig is. Probeer het straks, "
        "of meld je aan met je telefoon."
    ),
    "card_pin_wrong": _("De pincode klopt niet. Kijk goed en typ ze opnieuw op de lezer."),
    "card_pin_wrong_last": _(
        "De pincode klopt niet. Je kan het nog één keer proberen: daarna is je kaart geblokkeerd. "
        "Twijfel je? Stop dan, en meld je aan met je telefoon."
    ),
    "card_blocked": _(
        "Deze kaart is geblokkeerd na drie verkeerde pincodes. Een medewerker aan een loket kan "
        "ze weer openen. Aan dit scherm kan je je nog aanmelden met je telefoon."
    ),
    "card_taken_out": _("De kaart zit niet meer in de lezer."),
    "card_changed": _("Er zit een andere kaart in de lezer dan eerst. Begin opnieuw."),
    "card_certificate_expired": _("De sleutel op deze kaart is niet meer geldig."),
}
