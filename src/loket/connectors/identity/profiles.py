"""What each kind of provider calls its means, its claims and its citizens: data, no code.

Sources: ACM/IDM, public pages "Authenticatiemiddelen" and "Scopes & claims" of the Flemish access
management; FAS, the levels and scopes of its OpenID Connect service as integrators document them.
Both may give a client other names in its own file of agreement; a city then adds a profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from loket.domain.people.levels import CODE, EID, ITSME


@dataclass(frozen=True, slots=True)
class Means:
    """A way to prove who one is; several names of a provider may be one of ours."""

    #: ``eid``, ``itsme``, ``code``, ``eidas-high`` or ``eidas-substantial``.
    code: str
    level: int


EID_CARD: Final = Means("eid", EID)
ITSME_APP: Final = Means("itsme", ITSME)
ONE_TIME_CODE: Final = Means("code", CODE)
ABROAD_HIGH: Final = Means("eidas-high", EID)
ABROAD_SUBSTANTIAL: Final = Means("eidas-substantial", CODE)


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of provider."""

    code: str
    scope: str
    #: What ``acr`` says, and which means that is. Anything else proves nothing.
    means: Mapping[str, Means]
    number_claim: str
    name_claim: str
    claims_from: Literal["id_token", "userinfo"]
    #: Who signs in as a citizen: this claim with this value; no claim: everybody does.
    capacity_claim: str = ""
    citizen: str = ""

    def names_of(self, means: str) -> tuple[str, ...]:
        """How the provider calls one of our means."""
        return tuple(name for name, one in self.means.items() if one.code == means)

    def list_means(self, level: int) -> tuple[Means, ...]:
        """The means that reach this level, the surest first, each once."""
        enough = {one.code: one for one in self.means.values() if one.level >= level}
        return tuple(sorted(enough.values(), key=lambda one: (-one.level, one.code)))


ACM_IDM: Final = Profile(
    code="acm-idm",
    scope="openid profile rrn vo",
    means=MappingProxyType(
        {
            "urn:be:vlaanderen:authmech:eid": EID_CARD,
            "urn:be:vlaanderen:authmech:itsme": ITSME_APP,
            "urn:be:vlaanderen:authmech:csamtotp": ONE_TIME_CODE,
            "urn:be:vlaanderen:authmech:csamsms": ONE_TIME_CODE,
            "urn:be:vlaanderen:authmech:eidashigh": ABROAD_HIGH,
            "urn:be:vlaanderen:authmech:eidassubstantial": ABROAD_SUBSTANTIAL,
        }
    ),
    number_claim="rrn",
    name_claim="given_name",
    claims_from="id_token",
    capacity_claim="vo_doelgroepcode",
    citizen="BUR",
)

FAS: Final = Profile(
    code="fas",
    scope="openid profile egovnrn",
    means=MappingProxyType(
        {
            "urn:be:fedict:iam:fas:Level500": EID_CARD,
            "urn:be:fedict:iam:fas:Level450": ITSME_APP,
            "urn:be:fedict:iam:fas:Level400": ONE_TIME_CODE,
        }
    ),
    number_claim="egovNRN",
    name_claim="givenName",
    claims_from="userinfo",
)

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType({one.code: one for one in (ACM_IDM, FAS)})
