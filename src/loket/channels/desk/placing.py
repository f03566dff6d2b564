"""Before a kiosk is placed: do the people of the house come for what it offers?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, plots
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import Form
from loket.channels.ui.sentences import sentence
from loket.domain.kiosks import placing as rules
from loket.domain.kiosks.placing import ALL_BANDS, Fit
from loket.offices.kiosks import queries as kiosks

MOST = 1_000_000


class House(Form):
    """Who come to the house, by age, and how many clients a week make a kiosk worth it."""

    target = forms.IntegerField(
        label=gettext_lazy("Doel: klanten per week"), min_value=1, max_value=10_000, initial=25
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for position, band in enumerate(ALL_BANDS):
            self.fields[f"visitors_{position}"] = forms.IntegerField(
                label=_("Bezoekers van %(band)s jaar") % {"band": band},
                min_value=0, max_value=MOST, initial=0,
            )  # fmt: skip

    @property
    def visitors(self) -> dict[str, int]:
        """By age band."""
        given = self.cleaned_data
        return {band: given[f"visitors_{i}"] for i, band in enumerate(ALL_BANDS)}


@standing("planner", "manager", "administrator")
def placing(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """What may be expected of a kiosk there; nothing of it is kept."""
    here.check("kiosks.see")
    form = House(request.GET if "target" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return show(request, here, "kiosk_placing", 422 if form.errors else 200, form=form)
    demand = rules.in_force(kiosks.list_demand(), here.today)
    found = rules.fit(form.visitors, demand)
    against = rules.against_placing(found, target_per_week=form.cleaned_data["target"])
    return show(
        request, here, "kiosk_placing",
        form=form,
        expected=dates.number(found.per_week, 1),
        reached=dates.number(found.reached * 100),
        fits=not against,
        lines=[sentence(one) for one in against],
        products=_products(found),
    )  # fmt: skip


def _products(found: Fit) -> plots.Bars:
    return plots.bars(
        _("Verwacht per jaar"),
        [
            plots.Figure(names.of_city().product(code), count, dates.number(count))
            for code, count in found.products
        ],
        heads=(_("Product"), _("Klanten per jaar")),
    )
