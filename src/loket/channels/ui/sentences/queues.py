"""Tickets, calling and waiting."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "ticket_elsewhere": _("Je kan vandaag wel zonder afspraak terecht in %(location)s."),
    "unknown_ticket": _("Dit nummer vinden we niet."),
    "appointments_only": _("In %(location)s kan je alleen terecht met een afspraak."),
    "no_walk_in_here": _("In %(location)s krijg je geen nummer zonder afspraak."),
    "closed_for_today": _("%(location)s gaat vandaag niet meer open."),
    "already_here": _("Deze bezoeker is al in %(location)s."),
    "appointment_elsewhere": _("Deze afspraak is in %(location)s, niet hier."),
    "appointment_another_day": _("Deze afspraak is op een andere dag: %(day)s."),
    "counter_busy": _("Aan dit loket is nummer %(number)s nog bezig. Rond dat eerst af."),
    "counter_elsewhere": _("Dit loket is niet van deze locatie."),
    "counter_cannot_serve": _("Dit loket kan dit niet behandelen. Kies een ander."),
    "nobody_can_serve": _("Vandaag kan geen enkel loket hier dit behandelen."),
    "recall_first": _("Roep de bezoeker eerst nog eens op (%(recalls)s keer in totaal)."),
    "redirect_needs_one_target": _("Kies waarheen: een vaardigheid, een loket of een locatie."),
    "unknown_outcome": _("Kies hoe het afliep."),
    "unknown_topic": _("Kies waarover de vraag ging."),
    "unknown_level": _("Kies welk bestuur ervoor bevoegd is."),
    "no_such_ticket_number": _("Het nummer “%(typed)s” bestaat niet."),
    "number_out_of_range": _("Deze waarde ligt buiten de grenzen."),
    "late_worse_than_walk_in": _(
        "Wie te laat komt, zou langer wachten dan wie geen afspraak heeft. Pas de regels aan."
    ),
}
