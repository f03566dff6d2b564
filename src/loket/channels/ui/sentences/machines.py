"""What the API refuses before any rule is asked."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "malformed": _("Deze vraag is onleesbaar."),
    "not_found": _("Dit adres bestaat niet."),
    "method_not_allowed": _("Dit adres kent deze methode niet."),
    "body_too_large": _("Deze vraag is te groot: hoogstens %(most)s bytes."),
    "not_json": _("Stuur de vraag als JSON, met Content-Type: application/json."),
    "invalid_values": _("Een of meer waarden kloppen niet."),
    "unknown_document": _("Dit document kennen we niet."),
}
