"""The simulator's key and the tokens it signs; every key is new at every start."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from loket.connectors.identity.client import ASSERTION
from loket.connectors.identity.profiles import ACM_IDM
from loket.connectors.identity.provider import SIMULATOR_KEY, Encryption
from loket.connectors.identity.simulator.book import Book, Client, Granted, Refused

BITS: Final = 2048
GOOD_FOR: Final = timedelta(minutes=5)


class Signer:
    """Signs and encrypts id tokens, and knows a client by its signature."""

    def __init__(self, issuer: str, client: Client, encryption: Encryption) -> None:
        self.issuer = issuer
        self._client = client
        self._client_key = RSAKey.import_key(dict(client.key))
        self._encryption = encryption
        self.rotate()

    def rotate(self) -> None:
        """A new key, under a name that no real provider's has."""
        name = f"{SIMULATOR_KEY}-{secrets.token_hex(4)}"
        self._key = RSAKey.generate_key(BITS, {"kid": name, "use": "sig", "alg": "RS256"})

    def published(self) -> dict[str, Any]:
        """The public keys."""
        return {"keys": [self._key.as_dict(private=False)]}

    def id_token(self, granted: Granted, now: datetime) -> str:
        """Signed by the simulator, then encrypted to the client."""
        persona = granted.persona
        claims = {
            "iss": self.issuer,
            "sub": hashlib.sha256(persona.key.encode()).hexdigest()[:32],
            "aud": self._client.client_id,
            "azp": self._client.client_id,
            "iat": int(now.timestamp()),
            "exp": int((now + GOOD_FOR).timestamp()),
            "auth_time": int(granted.at.timestamp()),
            "nonce": granted.asked.nonce,
            "acr": granted.acr,
            ACM_IDM.name_claim: persona.first_name,
            "family_name": persona.last_name,
            ACM_IDM.number_claim: persona.number,
            ACM_IDM.capacity_claim: persona.capacity,
        }
        signed = jwt.encode({"alg": "RS256", "kid": self._key.kid}, claims, self._key)
        agreed = self._encryption
        header = {"alg": agreed.algorithm, "enc": agreed.content, "cty": "JWT"}
        return jwe.encrypt_compact(
            header, signed, self._client_key, algorithms=[agreed.algorithm, agreed.content]
        )

    def check_client(self, form: dict[str, str], book: Book, now: datetime) -> None:
        """That the client itself asks, by its signature. Raises `Refused`."""
        if form.get("client_assertion_type") != ASSERTION:
            raise Refused("invalid_client")
        try:
            claims = jwt.decode(
                form.get("client_assertion", ""), self._client_key, algorithms=["RS256"]
            ).claims
        except (JoseError, ValueError) as problem:
            raise Refused("invalid_client") from problem
        known = (claims.get("iss"), claims.get("sub"), claims.get("aud"))
        ours = self._client.client_id
        if known != (ours, ours, f"{self.issuer}/token") or claims.get("exp", 0) < now.timestamp():
            raise Refused("invalid_client")
        book.use_assertion(str(claims.get("jti", "")), now)
