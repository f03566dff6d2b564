"""Why a certificate cannot be asked, decided or had in this way; and what a page says meanwhile."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "certificate_move_not_allowed": _(
        "Dat kan nu niet meer met deze aanvraag. Bekijk ze opnieuw: misschien was een collega "
        "sneller."
    ),
}
