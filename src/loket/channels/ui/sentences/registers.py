"""Asking registers: grounds, purposes, and registers that do not answer."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reason_of_nobody": _("Alleen een medewerker kan zelf een reden opgeven."),
    "reason_too_short": _(
        "Leg uit waarom je deze gegevens nodig hebt, in minstens %(words)s woorden."
    ),
    "reason_too_long": _("Zeg het korter: in ten hoogste %(most)s tekens."),
}
