"""Documents: their codes, their seals, their end."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "code_length": _("Een code heeft vijftien tekens, in drie groepen van vijf."),
    "code_letter": _("In een code staan alleen de letters en cijfers die op het document staan."),
    "code_mistyped": _("Deze code klopt niet. Kijk de letters en cijfers nog eens na."),
    "too_many_codes": _(
        "Je vroeg naar veel codes die we niet kennen. Probeer het over een uur opnieuw."
    ),
    "document_revoked": _("Dit document is ingetrokken en geldt niet meer."),
    "document_forgotten": _(
        "De inhoud van dit document bewaren we niet meer. Vraag het opnieuw aan."
    ),
    "not_sealed_yet": _(
        "Je document is klaar en wacht nog op zijn zegel. Dat duurt meestal een paar tellen."
    ),
    "seal_too_old": _(
        "Het certificaat van het zegel of zijn lijst van intrekkingen is verlopen. "
        "Documenten wachten tot er een nieuwe is."
    ),
    "template_unknown": _("Dit model van document bestaat niet."),
    "template_altered": _("De woorden van dit model liggen vast en zijn veranderd."),
}
