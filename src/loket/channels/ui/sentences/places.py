"""Locations, their hours and what was promised about them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "unknown_location": _("Dit loket kennen we niet."),
    "too_few_opening_days": _(
        "Beslist zijn %(promised)s openingsdagen per week; er zijn er maar %(found)s."
    ),
    "too_few_evenings": _("Beslist zijn %(promised)s avonden per week; er zijn er maar %(found)s."),
    "no_weekly_saturday": _("Beslist is elke zaterdag open; dat is niet zo."),
    "closure_ends_before_it_starts": _("De sluiting eindigt voor ze begint."),
    "closure_is_over": _("Deze sluiting is al voorbij."),
    "unknown_closure": _("Deze sluiting kennen we niet."),
    "unknown_counter": _("Dit loketnummer kennen we hier niet."),
    "no_hours_given": _("Geef minstens één openingsuur."),
    "hours_overlap": _("Twee openingsuren overlappen elkaar. Voeg ze samen."),
    "change_starts_in_the_past": _("Een wijziging kan pas vanaf een dag die nog moet komen."),
    "shift_ends_before_it_begins": _("Deze beurt eindigt voor ze begint."),
    "unknown_shift": _("Deze beurt aan het onthaal kennen we niet."),
    "employee_is_elsewhere": _("Deze medewerker heeft dan al een beurt in %(location)s."),
}
