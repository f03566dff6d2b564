"""Why a product cannot be had here, or not in this way, or not together with another."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "unknown_product": _("Dit product kennen we niet."),
    "product_not_in_use": _("%(product)s bestaat op die dag niet."),
    "not_offered_here": _("%(product)s kan je niet regelen in %(location)s."),
    "not_offered_by_exception": _("%(product)s kan hier niet: %(because)s"),
    "location_lacks": _("%(product)s kan niet in %(location)s: daar is geen %(capability)s."),
    "bring_along": _("Geen %(capability)s: %(without)s"),
    "quantity_out_of_bounds": _("%(product)s: je kan er 1 tot %(most)s vragen in één bezoek."),
    "product_twice": _("%(product)s staat twee keer in je vraag. Pas het aantal aan."),
    "products_do_not_combine": _("%(product)s en %(other)s kunnen niet in hetzelfde bezoek."),
    "waits_for_law": _("Dit kan nog niet: de wettekst die het toelaat, geldt nog niet."),
}
