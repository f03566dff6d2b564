"""What `loket doctor` says of signing in: providers, keys, and certificates with their end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from loket.config import env, identity
from loket.config.health import Finding
from loket.config.talk import Refused
from loket.connectors.identity import STANDING, Provider
from loket.kit.renewing import Kept

#: A new certificate takes weeks to be agreed upon with a provider.
WARN_BEFORE = timedelta(days=60)


def examine_identity(now: datetime) -> list[Finding]:
    """Who signs residents in, and what ends when. Asks nobody outside."""
    base = env.text("LOKET_BASE_URL", "http://localhost:8000").rstrip("/")
    try:
        setup = identity.configured(demo=env.flag("LOKET_DEMO"), base_url=base)
    except Refused as refused:
        return [Finding("sign-in", "wrong", str(refused))]
    if not setup.providers:
        return [Finding("sign-in", "note", "no provider: residents cannot sign in")]
    found = [_provider(one) for one in setup.providers]
    found += [_certificate(name, path, now) for name, path in setup.certificates.items()]
    return [*found, *_data_keys()]


def _provider(one: Provider) -> Finding:
    kind = "simulator" if one.is_simulator else f"{one.profile.code}, {STANDING}"
    keys = ", ".join(str(key.kid) for key in one.own_keys()) or "none"
    how = f"{one.authentication}, id tokens {'nested' if one.encryption else 'signed only'}"
    said = f"{kind}; {one.issuer}; {how}; our keys: {keys}; comes back to {one.redirect_uri}"
    return Finding(f"sign-in {one.name}", "ok", said)


def _certificate(name: str, path: Path, now: datetime) -> Finding:
    label = f"certificate {name}"
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as problem:
        return Finding(label, "wrong", f"{path}: {problem}")
    end = found.not_valid_after_utc
    said = f"until {end:%Y-%m-%d}"
    if end <= now:
        return Finding(label, "wrong", f"{said}: over")
    return Finding(label, "note" if end - now < WARN_BEFORE else "ok", said)


def _data_keys() -> Iterator[Finding]:
    keys = env.words("LOKET_DATA_KEYS")
    if any(len(key) < 32 for key in keys):
        yield Finding("data keys", "wrong", "a key is shorter than 32 characters")
    elif keys:
        yield Finding("data keys", "ok", f"{len(keys)}; the first encrypts")


def examine_kept() -> list[Finding]:
    """Under which keys numbers, secrets of apps and requests stand; asks the database."""
    from loket.foundations.people import queries as people
    from loket.offices.certificates import queries as certificates

    if not env.words("LOKET_DATA_KEYS"):
        return []
    return [
        _kept("national numbers", people.count_numbers()),
        _kept("secrets of apps", people.count_apps()),
        _kept("words and files of requests", certificates.count_files()),
    ]


def _kept(name: str, kept: Kept) -> Finding:
    label = f"keys of {name}"
    if kept.lost:
        return Finding(label, "wrong", f"{kept.lost} of {kept.all} under a key that is not here")
    if kept.old:
        said = f"{kept.old} of {kept.all} under an older key: loket keys renew"
        return Finding(label, "note", said)
    return Finding(label, "ok", f"{kept.all} under the first key")
