"""Acts on people: employees and their sign-in, residents and their mandates."""

from loket.foundations.people.actions.employees import (
    assign,
    close_account,
    end_assignment,
    hire,
    set_password,
    sign_in,
    sign_out,
)
from loket.foundations.people.actions.mandates import grant_mandate, withdraw_mandate
from loket.foundations.people.actions.residents import encrypt_again, recognise, replace_number
from loket.foundations.people.actions.signing import sign_in_resident, sign_out_resident

__all__ = [
    "assign",
    "close_account",
    "encrypt_again",
    "end_assignment",
    "grant_mandate",
    "hire",
    "recognise",
    "replace_number",
    "set_password",
    "sign_in",
    "sign_in_resident",
    "sign_out",
    "sign_out_resident",
    "withdraw_mandate",
]
