"""Acts on people: employees and their sign-in, residents and their mandates."""

from loket.foundations.people.actions.employees import (
    SECOND,
    assign,
    check_password,
    close_account,
    end_assignment,
    enter,
    hire,
    set_password,
    sign_in,
    sign_out,
)
from loket.foundations.people.actions.factors import (
    add_app,
    add_passkey,
    encrypt_apps_again,
    make_recovery_codes,
    remove_factors,
    use_code,
    use_passkey,
)
from loket.foundations.people.actions.mandates import grant_mandate, withdraw_mandate
from loket.foundations.people.actions.residents import encrypt_again, recognise, replace_number
from loket.foundations.people.actions.signing import sign_in_resident, sign_out_resident
from loket.foundations.people.actions.starts import count_start, forget_sessions, forget_starts

__all__ = [
    "SECOND",
    "add_app",
    "add_passkey",
    "assign",
    "check_password",
    "close_account",
    "count_start",
    "encrypt_again",
    "encrypt_apps_again",
    "end_assignment",
    "enter",
    "forget_sessions",
    "forget_starts",
    "grant_mandate",
    "hire",
    "make_recovery_codes",
    "recognise",
    "remove_factors",
    "replace_number",
    "set_password",
    "sign_in",
    "sign_in_resident",
    "sign_out",
    "sign_out_resident",
    "use_code",
    "use_passkey",
    "withdraw_mandate",
]
