"""Signing in, employees and their roles, residents and their mandates."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "sign_in_refused": _("De naam of het wachtwoord klopt niet."),
    "too_many_sign_ins": _(
        "Vanaf deze internetverbinding werd het laatste uur heel vaak een aanmelding begonnen. "
        "Probeer het straks opnieuw, of kom langs: aan het loket kan je alles ook vragen."
    ),
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
    "second_factor_refused": _("Deze code of passkey klopt niet."),
    "second_factor_paused": _("Er zijn te veel foute codes getypt. Wacht een kwartier."),
    "passkey_taken": _("Deze passkey is al van iemand."),
    "second_person_needed": _("Een tweede medewerker moet dit bevestigen."),
    "two_employees_needed": _("Dit doen twee medewerkers samen, niemand anders."),
    "same_person_twice": _("Jij begon dit al. Een andere medewerker moet het bevestigen."),
    "second_person_too_late": _(
        "De tweede medewerker bevestigt binnen %(hours)s uur. Begin samen opnieuw."
    ),
    "number_invalid": _(
        "Dit is geen geldig rijksregisternummer of BIS-nummer. Kijk de cijfers na."
    ),
    "resident_unknown": _("Deze persoon kennen we niet."),
    "number_not_new": _("Dit nummer is al vervangen door een ander."),
    "identity_away": _(
        "Aanmelden lukt nu niet: de dienst die je herkent, antwoordt niet. Probeer het straks nog."
    ),
    "sign_in_cancelled": _("Je bent niet aangemeld: je brak het af. Kies gerust opnieuw."),
    "sign_in_broken": _("Het aanmelden is niet gelukt. Probeer het opnieuw."),
    "sign_in_stale": _(
        "Deze aanmelding was te lang onderweg of begon op een ander toestel. Kies opnieuw."
    ),
    "sign_in_without_number": _(
        "Met dit middel kregen we geen rijksregisternummer. Kies een ander, of kom langs."
    ),
    "not_a_citizen": _("Je meldde je aan voor een organisatie. Meld je opnieuw aan, als burger."),
    "another_person": _(
        "Hier was iemand anders aangemeld. We hebben jullie allebei afgemeld. Meld je opnieuw aan."
    ),
    "level_too_low": _("Hiervoor moet je sterker aanmelden."),
    "sign_in_too_old": _("Je bent te lang geleden aangemeld. Meld je opnieuw aan."),
    "sign_in_from_the_future": _(
        "De aanmelding heeft een tijd in de toekomst. Meld je opnieuw aan."
    ),
    "not_about_oneself": _("Dit kan alleen voor jezelf."),
    "not_signed_in_as_applicant": _("Je bent aangemeld als iemand anders dan de aanvrager."),
    "mandate_out_of_place": _("Een volmacht hoort niet bij deze aanvraag."),
    "age_unknown": _("We weten niet hoe oud deze persoon is."),
    "child_of_age": _("Je kind is meerderjarig en vraagt dit zelf, of geeft je een volmacht."),
    "no_parental_authority": _(
        "We vinden niet dat je het ouderlijk gezag hebt. Een medewerker kijkt het na."
    ),
    "no_representative": _(
        "We vinden niet dat je de wettelijke vertegenwoordiger bent. Een medewerker kijkt het na."
    ),
    "mandate_unknown": _("Deze volmacht kennen we niet."),
    "mandate_of_another": _("Deze volmacht is van iemand anders."),
    "mandate_to_another": _("Deze volmacht is aan iemand anders gegeven."),
    "mandate_for_other_products": _("Deze volmacht geldt niet voor dit product."),
    "mandate_not_yet": _("Deze volmacht geldt pas vanaf %(since)s."),
    "mandate_expired": _("Deze volmacht geldt niet meer sinds %(until)s."),
    "mandate_withdrawn": _("Deze volmacht is ingetrokken."),
    "mandate_to_oneself": _("Je geeft geen volmacht aan jezelf."),
    "mandate_without_products": _("Kies minstens één product voor de volmacht."),
    "mandate_ends_before_it_begins": _(
        "De volmacht eindigt voor ze begint. Kies een latere einddatum."
    ),
    "mandate_too_long": _("Een volmacht duurt hoogstens %(days)s dagen. Geef ze daarna opnieuw."),
    "helper_only_for_oneself": _(
        "Wie hulp heeft, vraagt hier alleen iets over zichzelf. "
        "Vraag het anders zelf, of kom langs."
    ),
    "helper_is_applicant": _("Een helper vraagt niets in eigen naam."),
}
