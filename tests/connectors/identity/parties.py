"""Two providers that know nothing of each other, behind one face for the contract test."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from joserfc.jwk import KeySet, RSAKey

from loket.connectors.identity import ACM_IDM, Encryption, OpenIdClient, Profile, Provider
from loket.connectors.identity.simulator import Client, Persona, Simulator
from loket.domain.people.numbers import made_up
from loket.kit import clock

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
NODE = shutil.which("node")
NORA = made_up(date(1987, 3, 14), 998)
TOM = made_up(date(1985, 9, 2), 997)
#: A provider that shares its machine with other tests is slow, and not away.
PATIENCE_SECONDS = 120.0
OWN_KEY = RSAKey.generate_key(2048)
PEM = OWN_KEY.as_pem(private=True).decode()
ACR = {"eid": "urn:be:vlaanderen:authmech:eid", "itsme": "urn:be:vlaanderen:authmech:itsme",
       "code": "urn:be:vlaanderen:authmech:csamsms"}  # fmt: skip
PEOPLE = (
    Persona("nora", "Nora", "Claes", NORA.digits, ("eid", "itsme", "code")),
    Persona("tom", "Tom", "Wouters", TOM.digits, ("eid",)),
    Persona("firm", "Fien", "Nv", TOM.digits, ("eid",), capacity="EA"),
    Persona("nobody", "Nemo", "X", "", ("eid",)),
)


def provider(issuer: str = "", **change: Any) -> Provider:
    """What we agreed with the provider of a test."""
    return replace(
        Provider(
            name="test", label="test", profile=ACM_IDM, issuer=issuer, client_id="loket-test",
            redirect_uri="http://testserver/sign-in/callback/test",
            after_sign_out="http://testserver/signed-out", authentication="private_key_jwt",
            keys=(PEM,), encryption=Encryption(), is_simulator=True,
        ),
        **change,
    )  # fmt: skip


def patient() -> httpx.Client:
    """Waits as long as a busy machine needs."""
    return httpx.Client(trust_env=False, timeout=PATIENCE_SECONDS)


@dataclass
class Party:
    """A provider that runs, and a person before a browser at it."""

    provider: Provider
    kind: str
    http: httpx.Client = field(default_factory=patient)
    simulator: Simulator | None = None

    def client(self, **change: Any) -> OpenIdClient:
        """One of ours that goes there."""
        return OpenIdClient(replace(self.provider, **change), patient())

    def sign_in(
        self, url: str, who: str = "nora", means: str = "eid", *, cancel: bool = False, ago: int = 0
    ) -> dict[str, str]:
        """Goes where we send people, chooses, and tells what comes back to our address."""
        if self.simulator:
            return self._at_the_simulator(url, who, means, cancel=cancel)
        step = self.http.get(url)
        choice = {"cancel": "1"} if cancel else {"who": who, "acr": ACR[means], "ago": str(ago)}
        while step.status_code in (302, 303):
            to = str(httpx.URL(url).join(step.headers["Location"]))
            if to.startswith(self.provider.redirect_uri):
                return dict(parse_qsl(urlsplit(to).query))
            if "/interaction/" in to:
                to = f"{to}?{urlencode(choice)}"
            step = self.http.get(to)
        raise AssertionError(f"{step.status_code} {step.text[:500]}")

    def _at_the_simulator(self, url: str, who: str, means: str, *, cancel: bool) -> dict[str, str]:
        page = self.http.get(url)
        assert page.status_code == 200, page.text
        request = re.search(r'name="request" value="([^"]+)"', page.text)
        assert request
        choice = {"cancel": "1"} if cancel else {"persona": who, "means": means}
        step = self.http.post(
            f"{self.provider.issuer}/authorize", data={"request": request[1], **choice}
        )
        assert step.status_code == 303, step.text
        to = step.headers["Location"]
        assert to.startswith(self.provider.redirect_uri)
        return dict(parse_qsl(urlsplit(to).query))


@contextmanager
def simulated() -> Iterator[Party]:
    """Our own simulator."""
    ours = provider()
    client = Client(
        ours.client_id, ours.redirect_uri, ours.after_sign_out, OWN_KEY.as_dict(private=False)
    )
    with Simulator(PEOPLE, client, now=clock.now).running() as running:
        yield Party(provider(running.issuer), "simulator", simulator=running)


@contextmanager
def certified(
    *,
    authentication: str = "private_key_jwt",
    encrypted: bool = True,
    signing: str = "RS256",
    profile: Profile = ACM_IDM,
) -> Iterator[Party]:
    """The certified provider of others, a process of its own."""
    ours = provider(
        authentication=authentication, profile=profile, signing=(signing,),
        encryption=Encryption() if encrypted else None, audience="issuer",
        secret="" if authentication == "private_key_jwt" else "a secret+of/enough=signs & 100%",
    )  # fmt: skip
    own = {**OWN_KEY.as_dict(private=False), "kid": OWN_KEY.thumbprint()}
    setup = {
        "client_id": ours.client_id, "redirect_uri": ours.redirect_uri, "secret": ours.secret,
        "after_sign_out": ours.after_sign_out, "authentication": authentication,
        "encrypted": encrypted, "signing": signing, "acr_values": list(profile.means),
        "jwks": {"keys": [own]}, "keys": _keys_of_the_other(), "people": _claims(),
    }  # fmt: skip
    process = subprocess.Popen(
        [NODE or "node", str(HERE / "certified.mjs")], cwd=REPOSITORY,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(setup))
        process.stdin.close()
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        yield Party(replace(ours, issuer=json.loads(line)["issuer"]), "certified")
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _keys_of_the_other() -> dict[str, Any]:
    from joserfc.jwk import ECKey

    keys = KeySet([
        RSAKey.generate_key(2048, {"kid": "their-rsa", "use": "sig"}),
        ECKey.generate_key("P-256", {"kid": "their-ec", "use": "sig"}),
    ])  # fmt: skip
    return dict(keys.as_dict(private=True))


def _claims() -> dict[str, Any]:
    """Each person as ACM/IDM and as FAS tell of them."""
    told = {}
    for one in PEOPLE:
        told[one.key] = {
            "given_name": one.first_name, "givenName": one.first_name,
            "vo_doelgroepcode": one.capacity,
            **({"rrn": one.number, "egovNRN": one.number} if one.number else {}),
        }  # fmt: skip
    return told
