"""Signing in, employees and their roles."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "sign_in_refused": _("De naam of het wachtwoord klopt niet."),
    "not_allowed": _("Je rol laat dit niet toe. Vraag het aan een collega die het wel mag."),
    "login_empty": _("Vul een aanmeldnaam in."),
    "login_taken": _("Deze aanmeldnaam bestaat al. Kies een andere."),
    "employee_unknown": _("Deze medewerker kennen we niet."),
    "role_unknown": _("De rol “%(role)s” bestaat niet."),
    "assignment_unknown": _("Deze toewijzing bestaat niet meer."),
    "assignment_ends_before_it_begins": _("Het einde (%(until)s) ligt voor het begin (%(since)s)."),
    "password_refused": _("Dit wachtwoord is niet veilig genoeg."),
    "password_too_short": _("Dit wachtwoord is te kort. Neem minstens 12 tekens."),
    "password_too_common": _("Dit wachtwoord wordt te vaak gebruikt en is dus makkelijk te raden."),
    "password_too_similar": _("Dit wachtwoord lijkt te veel op je naam."),
    "password_entirely_numeric": _("Gebruik niet alleen cijfers in je wachtwoord."),
}
