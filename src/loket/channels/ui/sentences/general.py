"""What any channel can refuse, whichever room answers."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_city": _("Hier is nog geen stad ingeladen. Vraag de beheerder een stadspakket te laden."),
    "other_city": _("Deze databank is van %(here)s; het pakket van %(asked)s hoort hier niet."),
    "pack_broken": _("Het stadspakket bevat een fout: %(sentence)s"),
    "key_reused": _("Deze sleutel diende al voor een andere vraag. Neem een nieuwe sleutel."),
}
