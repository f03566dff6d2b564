"""Acts that ask no right of an actor: each with who proves it instead, and why that is enough.

The kinds say who may call them; the walk reads the channels' code and holds them to it.

* ``PACK``: data of the city's pack, loaded by a command.
* ``CLOCK``: the timetable, a command, or a process of the house; no channel.
* ``ROOMS``: the other half of another room's act, which checked; no channel.
* ``PROOF``: what is handed in proves it by itself: a secret, a code, a key, a sign-in.
"""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["PACK", "CLOCK", "ROOMS", "PROOF"]
Unguarded = dict[str, tuple[Kind, str]]

CATALOGUE: Final[Unguarded] = {
    "load": ("CLOCK", "whoever may run commands on the machine loads a city"),
    "settle": ("PACK", "the city itself"),
    "define": ("PACK", "themes, tiers, teams, skills and laws"),
    "define_products": ("PACK", "products"),
}
DOCUMENTS: Final[Unguarded] = {
    "ask": ("PROOF", "the short code; anybody with a paper may ask, guessing is limited"),
    "ask_about_file": ("PROOF", "the file itself; anybody with one may ask"),
    "address_page": ("ROOMS", "the office asked its clerk's right to post"),
    "author": ("ROOMS", "the office decided that the document is due"),
    "take_in": ("ROOMS", "the office decided, or its clerk, that the document is due"),
    "revoke": ("ROOMS", "the office asked its clerk's right"),
    "enlist": ("CLOCK", "the sealer makes its own key known, under its own database role"),
    "seal_waiting": ("CLOCK", "the sealer, with its key"),
    "prepare_waiting": ("CLOCK", "makes files of what was authored"),
    "forget_content": ("CLOCK", "content goes after its days"),
    "forget_guessing": ("CLOCK", "counts of guesses go after their hour"),
    "preview": ("ROOMS", "an example with invented claims; nothing is issued"),
}
JOURNAL: Final[Unguarded] = {
    "write": ("ROOMS", "every act writes its own line"),
    "write_with": ("ROOMS", "every act writes its own line"),
    "answer_once": ("PROOF", "the key that the machine chose; it repeats its own answer only"),
    "forget_answers": ("CLOCK", "kept answers go after a day"),
    "seal": ("CLOCK", "lines are sealed in batches"),
}
MESSAGES: Final[Unguarded] = {
    "post": ("ROOMS", "the act that has something to tell"),
    "cancel_due": ("ROOMS", "the act that made the message pointless"),
    "send_next": ("CLOCK", "the outbox is emptied"),
    "calendar_of": ("CLOCK", "writes the file of a message that is being sent"),
    "as_mail": ("CLOCK", "writes a message that is being sent"),
    "forget": ("CLOCK", "sent messages go after their days"),
}
PEOPLE: Final[Unguarded] = {
    "check_password": ("PROOF", "login and password"),
    "sign_in": ("PROOF", "login and password"),
    "enter": ("PROOF", "the channel just checked password and second factor"),
    "sign_out": ("PROOF", "the session that ends is the one that asks"),
    "add_app": ("PROOF", "the session of the employee, and a code that the new app shows"),
    "add_passkey": ("PROOF", "the session of the employee, and a key that signed its challenge"),
    "make_recovery_codes": ("PROOF", "the session of the employee whose codes they are"),
    "use_code": ("PROOF", "the code; a password came before it"),
    "use_passkey": ("PROOF", "the signature; a password came before it"),
    "sign_in_resident": ("PROOF", "the signed answer of a pinned provider"),
    "sign_out_resident": ("PROOF", "the session that ends is the one that asks"),
    "recognise": (
        "PROOF",
        "a number that a provider, a register or a resident gave; shows nothing",
    ),
    "replace_number": ("ROOMS", "a register said so"),
    "count_start": ("PROOF", "anybody may begin to sign in; so often from one client"),
    "forget_sessions": ("CLOCK", "sessions that are over go"),
    "forget_starts": ("CLOCK", "counts go after a day"),
    "encrypt_again": ("CLOCK", "keeps the same numbers under a newer key"),
    "encrypt_apps_again": ("CLOCK", "keeps the same secrets under a newer key"),
}
PLACES: Final[Unguarded] = {
    "end_contact_point": ("ROOMS", "within `announce_closing` and `withdraw_closing`"),
    "begin_edition": ("ROOMS", "within an act that changed something"),
    "close": ("ROOMS", "the appointments office asks the right, and minds the people"),
    "reopen": ("ROOMS", "the appointments office asks the right, and minds the people"),
    "change_hours": ("ROOMS", "the appointments office asks the right, and minds the people"),
    "keep_calendar": ("PACK", "zone and holidays"),
    "load_closing_days": ("PACK", "municipal closing days"),
    "load_contact_points": ("PACK", "contact points"),
    "load_district_reception": ("PACK", "reception of the districts"),
    "load_districts": ("PACK", "districts"),
    "load_locations": ("PACK", "locations with their counters and hours"),
    "load_office_hours": ("PACK", "what counts as office hours"),
    "load_postal_codes": ("PACK", "postal areas"),
}
REGISTERS: Final[Unguarded] = {
    "load_purposes": ("PACK", "purposes with their law"),
}
APPOINTMENTS: Final[Unguarded] = {
    "mark": ("ROOMS", "the queue asked the right; the appointment follows the ticket"),
    "renew_days": ("ROOMS", "within an act that changed the hours"),
    "open_days": ("CLOCK", "day rows for the days ahead"),
    "help_displaced": ("CLOCK", "offers to who lost a moment"),
    "lapse": ("CLOCK", "a hold that nobody confirmed ends"),
    "lapse_offer": ("CLOCK", "an offer that nobody answered ends"),
}
CERTIFICATES: Final[Unguarded] = {
    "define_terms": ("PACK", "numbers behind the rules"),
    "encrypt_again": ("CLOCK", "keeps the same words under a newer key"),
    "decide": ("CLOCK", "the rules decide what waited for a register"),
    "prepare_batch": ("CLOCK", "the worker asks where a batch of a clerk goes"),
    "raise_late": ("CLOCK", "what is late goes before a lead"),
    "put_off": ("CLOCK", "what failed by our own mistake is tried later"),
    "deliver": ("PROOF", "a right that stands; the guard of the registers asks the actor again"),
    "forget_askings": ("CLOCK", "counts of machines go after a day"),
    "work_job": ("CLOCK", "each mandate is checked again for its holder"),
    "list_for_machine": ("PROOF", "the certificate of the machine; each time journaled"),
    "take_for_machine": ("PROOF", "the certificate of the machine; each time journaled"),
}
EVALUATION: Final[Unguarded] = {
    "keep_first_free": ("CLOCK", "measures once a day"),
    "look": ("CLOCK", "asks for our own first page"),
    "forget_looks": ("CLOCK", "measurements go after their days"),
    "set_down_service_levels": ("PACK", "service levels"),
    "set_down_baselines": ("PACK", "baselines"),
    "set_down_alert_rules": ("PACK", "alert rules"),
    "set_down_trials": ("PACK", "trials"),
}
IDENTITYDOCS: Final[Unguarded] = {
    "define_terms": ("PACK", "clocks of codes"),
    "look_at_home": ("PROOF", "the ground that the guard proves: the holder, or an open request"),
}
KIOSKS: Final[Unguarded] = {
    "define_samples": ("PACK", "which ages may be counted, by which law"),
    "define_demand": ("PACK", "what people of an age ask for"),
    "enrol": ("PROOF", "a code of an administrator, once"),
    "open_entrance": ("PROOF", "the key of the machine"),
    "note_reader": ("PROOF", "the key of the machine that the reader stands beside"),
    "enter": ("PROOF", "the entrance of the machine, once"),
    "end_stay": ("PROOF", "the stay of the browser, or the key of its machine"),
    "show": ("PROOF", "the stay of the browser, whose screen shows the square"),
    "scan": ("PROOF", "the token in the square, once, for a minute"),
    "prove": ("ROOMS", "within `prove_with_card`"),
    "prove_with_card": ("PROOF", "the card signed the question of this pairing"),
    "hear_reader": ("PROOF", "the key of the machine; ends or tells, and opens nothing"),
    "end": ("PROOF", "the stay of the browser whose pairing it is"),
    "end_by_phone": ("PROOF", "the secret of the one phone of the pairing"),
    "send": ("PROOF", "the stay of the browser, for what its pairing gave it"),
    "follow": ("PROOF", "the stay of the browser whose print it is"),
    "came_out": ("PROOF", "the stay of the browser whose print it is"),
    "did_not": ("PROOF", "the stay of the browser whose print it is"),
    "check_printer": ("PROOF", "the stay of the browser; asks a printer how it is"),
    "look_at_printer": ("PROOF", "asks a printer how it is; shows no print"),
    "call_help": ("PROOF", "the stay of the browser before which somebody stands"),
    "end_calls_of": ("PROOF", "the stay of the browser that ends"),
    "beat": ("PROOF", "the stay of the browser; counts a minute"),
    "count_client": ("PROOF", "the stay of the browser; counts a client, and nobody"),
    "count_use": ("CLOCK", "tells what a city counted before; no channel"),
    "forget_clients": ("CLOCK", "who left without a word goes after an hour"),
    "count_age": ("PROOF", "a pairing that was confirmed; counts a band, and nobody"),
    "supply": ("PROOF", "the signed link of the host"),
    "give_up": ("CLOCK", "prints that nobody follows any more are void"),
    "lapse": ("CLOCK", "pairings that are over end"),
    "purge_left": ("CLOCK", "spools are emptied"),
}
PROGRAMME: Final[Unguarded] = {
    "name_bodies": ("PACK", "who decides in the city"),
    "register_decisions": ("PACK", "decisions of the city"),
}
QUEUES: Final[Unguarded] = {
    "define_referrals": ("PACK", "where the reception refers to"),
    "define_rules": ("PACK", "numbers of the queue"),
    "define_topics": ("PACK", "topics of questions"),
    "close_days": ("CLOCK", "tickets of a day that is over"),
}
