"""PIN and PUK codes."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "puk_is_known": _(
        "Je hebt je pukcode nog: dan stel je aan een loket meteen een nieuwe pin in."
    ),
    "card_unblocked_at_counter": _(
        "Je kaart is nieuw genoeg: een loket deblokkeert ze meteen, zonder nieuwe codes."
    ),
    "card_issued_on_impossible": _("De datum %(day)s kan niet. Kijk op je kaart na waar ze staat."),
    "card_expired": _("Je kaart was geldig tot %(day)s. Vraag eerst een nieuwe kaart aan."),
    "registered_elsewhere": _("Je bent ingeschreven in %(municipality)s: vraag je codes daar aan."),
    "codes_wait_for_address_change": _(
        "Je adreswijziging is nog in behandeling. Daarna sturen wij je aanvraag door."
    ),
    "codes_wait_for_new_card": _(
        "Je nieuwe kaart is nog in behandeling. Daarna sturen wij je aanvraag door."
    ),
    "codes_may_arrive_elsewhere": _(
        "Je bent pas verhuisd. De codes komen misschien toe waar je vroeger woonde. "
        "Wij laten je weten waar ze zijn."
    ),
    "codes_already_requested": _("Voor deze kaart zijn al nieuwe codes aangevraagd."),
    "unknown_code_request": _("Deze aanvraag vinden we niet."),
    "unknown_pending": _("Kies waarop de aanvraag wacht."),
    "municipality_needed": _("Schrijf in welke gemeente de codes toekwamen."),
    "card_needed": _("Zonder de kaart worden geen codes overhandigd."),
    "codes_kept_too_long": _(
        "De codes lagen klaar tot %(day)s. Ze worden vernietigd: vraag nieuwe aan."
    ),
    "codes_still_waiting": _("De codes mogen tot en met %(day)s nog worden afgehaald."),
    "second_signature_is_the_first": _(
        "Je tekende zelf al voor deze vernietiging. Een collega moet de tweede keer tekenen."
    ),
}
