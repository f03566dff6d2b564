"""Passkeys (WebAuthn): what the browser is asked, and whether its answer proves anything.

The challenge stays in the session and counts once. The page's host is who asks: a passkey made for
another host answers nobody here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people

if TYPE_CHECKING:
    from loket.foundations.people.models import Employee

CHALLENGE: Final = "passkey_challenge"
LONGEST: Final = 32 * 1024


def ask_to_make(request: HttpRequest, employee: Employee) -> str:
    """What the browser is asked in order to make a passkey, as JSON."""
    asked, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=employee.pk.bytes, name=employee.login, display_name=employee.name
        ),
        credentials=_known(employee),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[CHALLENGE] = state
    return json.dumps(dict(asked)["publicKey"])


def read_made(request: HttpRequest, answer: str) -> tuple[bytes, bytes, int]:
    """Id, public part and count of the passkey that was made. Raises ``second_factor_refused``."""
    try:
        made = _server(request).register_complete(_challenge(request), _read(answer))
    except (ValueError, TypeError, KeyError) as problem:
        raise RuleBroken("second_factor_refused") from problem
    found = made.credential_data
    if found is None:
        raise RuleBroken("second_factor_refused")
    return found.credential_id, bytes(found), made.counter


def ask_to_use(request: HttpRequest, employee: Employee) -> str:
    """What the browser is asked in order to prove a passkey, as JSON; empty when there is none."""
    known = _known(employee)
    if not known:
        return ""
    asked, state = _server(request).authenticate_begin(
        known, user_verification=UserVerificationRequirement.PREFERRED
    )
    request.session[CHALLENGE] = state
    return json.dumps(dict(asked)["publicKey"])


def read_used(request: HttpRequest, employee: Employee, answer: str) -> tuple[bytes, int]:
    """Id and count of the passkey that was proved. Raises ``second_factor_refused``."""
    try:
        said = _read(answer)
        found = _server(request).authenticate_complete(_challenge(request), _known(employee), said)
        count = AuthenticationResponse.from_dict(said).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError) as problem:
        raise RuleBroken("second_factor_refused") from problem
    return found.credential_id, count


def _server(request: HttpRequest) -> Fido2Server:
    host = request.get_host().partition(":")[0]
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Loket"))


def _known(employee: Employee) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(one) for one in people.passkeys_of(employee.pk)]


def _challenge(request: HttpRequest) -> Any:
    """Of this session, once. ``KeyError`` when none was given."""
    return request.session.pop(CHALLENGE)


def _read(answer: str) -> Any:
    if len(answer) > LONGEST:
        raise ValueError("too long")
    return json.loads(answer)
