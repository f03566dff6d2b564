"""Why a certificate cannot be asked, decided or had in this way; and what a page says meanwhile."""

from django.utils.translation import gettext_lazy as _

#: What the applicant has to mend, and what a clerk is told.
REFUSALS = {
    "unknown_certificate": _("Dit kan je hier niet aanvragen."),
    "client_unknown": _("Deze toepassing kennen we niet, of haar sleutel klopt niet."),
    "unknown_certificate_request": _("Deze aanvraag vinden we niet."),
    "copy_needs_a_reason": _(
        "Zeg waarvoor je een afschrift nodig hebt. Meestal volstaat een uittreksel."
    ),
    "activity_needed": _("Kies waarvoor je het uittreksel nodig hebt: dat bepaalt het model."),
    "birth_day_needed": _("Vul de geboortedag in van de persoon over wie het gaat."),
    "words_too_long": _("Je tekst is te lang: hoogstens %(most)s tekens."),
    "certificate_move_not_allowed": _(
        "Dat kan nu niet meer met deze aanvraag. Bekijk ze opnieuw: misschien was een collega "
        "sneller."
    ),
    "another_team_answers": _("Een ander team behandelt deze aanvraag."),
    "taken_by_colleague": _("Een collega heeft deze aanvraag overgenomen."),
    "batch_not_ready": _("We zoeken de adressen van deze stapel nog op. Kijk straks opnieuw."),
    "nothing_to_follow_up": _("Deze aanvraag is niet meer te laat."),
    "subject_not_named": _("Duid eerst aan over wie de aanvraag gaat."),
    "document_needed": _("Voeg het document toe dat de andere dienst maakte."),
    "not_a_pdf": _("Dit bestand is geen pdf."),
    "file_too_big": _("Dit bestand is te groot: hoogstens %(most)s MB."),
    "not_by_mandate": _("Dit vraagt iedereen voor zichzelf, niet met een volmacht."),
    "nobody_asked": _("Je hebt hiervoor geen volmachten, of meer dan %(most)s."),
    "nothing_to_post": _("Er wacht niets op de post."),
    "batch_has_left": _("Deze stapel is al gepost."),
    "too_many_asked": _("Deze toepassing vroeg te veel in een uur. Probeer het later opnieuw."),
    "unknown_batch": _("Deze stapel kennen we niet."),
    "no_act_to_migrate": _("Er is geen akte op papier om over te zetten."),
    "place_of_act_needed": _("Schrijf de naam van de gemeente waar de akte is gemaakt."),
    "no_police_check": _("Voor dit uittreksel kijkt de politie niet na, of ze deed dat al."),
    "police_answer_needed": _("Kies wat de politie zei."),
    "police_not_asked": _(
        "Vraag eerst de lokale politie: dit uittreksel is voor wie met minderjarigen werkt."
    ),
    "words_not_printable": _(
        "In je tekst staan tekens die we niet kunnen afdrukken. Gebruik gewone letters."
    ),
    "made_by_person": _("Dit document maakt een medewerker."),
    "refusal_says_too_little": _(
        "Schrijf waarom het niet kan en wat de aanvrager kan doen, elk minstens %(least)s tekens."
    ),
}

#: What an applicant may read beside the neutral sentence: own words, or the own register line.
OPEN = {
    "papers_prove_it": _("Je bewijst je recht met papieren. Een medewerker vraagt ze je."),
    "somebody_helps": _("Iemand helpt je. Een medewerker kijkt mee."),
    "not_registered": _("Je staat niet in het bevolkingsregister."),
    "lives_elsewhere": _("Je woont nu in een andere gemeente. Die beheert je gegevens."),
    "correction_open": _("Er loopt nog een aanvraag om je gegevens te verbeteren."),
    "household_unknown": _("We vinden geen gezin op je adres."),
    "another_day_asked": _("Je vraagt het voor een andere dag dan vandaag."),
    "minor_asks_household": _("Je bent nog geen 18. Een medewerker bekijkt je vraag."),
    "history_on_paper": _("Je oudste adressen staan nog op papier. We zoeken ze op."),
    "not_belgian": _("In het register staat een andere nationaliteit."),
    "foreign_life_form": _("Het formulier van een buitenlandse dienst ondertekent een medewerker."),
    "no_cohabitation": _("In het register staat geen wettelijke samenwoning."),
    "no_last_wish": _("In het register staat geen laatste wens."),
    "activity_unknown": _("Deze activiteit kennen we niet."),
    "police_look_first": _(
        "Je werkt met minderjarigen: de lokale politie kijkt eerst na. Dat duurt tot 3 weken."
    ),
    "central_register_asked_by_person": _("Een medewerker vraagt het aan het strafregister."),
    "act_not_found": _("We vinden de akte niet meteen. We zoeken ze op."),
    "act_not_migrated": _("De akte staat nog op papier. De gemeente van de akte zet ze over."),
    "act_foreign": _("De akte is in het buitenland gemaakt."),
    "copy_for_another": _("Je vraagt een afschrift van een akte van iemand anders."),
}

SENTENCES = {**REFUSALS, **OPEN}
