"""What the environment says: `LOKET_*` and `DATABASE_URL`."""

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its name, what it means and whether production can do without."""

    name: str
    meaning: str
    required: bool = False
    secret: bool = False


#: Everything that Loket reads, in the order in which `loket doctor` prints it.
VARIABLES = (
    Variable("DATABASE_URL", "server PostgreSQL for the running application (role loket_app)"),
    Variable("LOKET_OWNER_DATABASE_URL", "the same database for migrations (role loket_owner)"),
    Variable("LOKET_SECRET_KEY", "signs sessions, links and hashes", required=True, secret=True),
    Variable(
        "LOKET_DATA_KEYS",
        "encrypt national numbers: 32 characters or more each, with commas; the first encrypts",
        required=True,
        secret=True,
    ),
    Variable("LOKET_ALLOWED_HOSTS", "host names that we answer to, with commas", required=True),
    Variable("LOKET_BASE_URL", "address of the portal as people see it, for links in messages"),
    Variable("LOKET_TRUSTED_PROXIES", "addresses or networks whose X-Forwarded-For we believe"),
    Variable("LOKET_VAR", "folder for the private database cluster and what the demo keeps"),
    Variable("LOKET_DATABASE", "database in the private cluster (loket; a demo's is loket_PORT)"),
    Variable("LOKET_DEMO", "1 in the demo: no encryption of the connection, mailbox on a page"),
    Variable("LOKET_POOL", "connections to the database a web process may hold open"),
    Variable("LOKET_IDENTITY_FILE", "TOML file that names who signs residents in"),
    Variable("LOKET_IDENTITY_SIMULATOR", "address of the simulator that signs in; demo only"),
    Variable("LOKET_CARD_AUTHORITIES", "PEM file: whose identity cards a kiosk believes"),
    Variable("LOKET_MAGDA_URL", "MAGDA, which asks the registers; without it requests wait"),
    Variable("LOKET_MAGDA_SENDER", "our address on the platform, such as city.example/loket"),
    Variable("LOKET_MAGDA_CAPACITY", "code of the capacity in which we ask (hoedanigheid)"),
    Variable("LOKET_MAGDA_CERTIFICATE", "file with our certificate for MAGDA (PEM)"),
    Variable("LOKET_MAGDA_KEY", "file with its key (PEM)"),
    Variable("LOKET_SMTP_HOST", "mail server; without one messages stay in the outbox"),
    Variable("LOKET_SMTP_PORT", "port of the mail server (25)"),
    Variable("LOKET_SMTP_USER", "user name at the mail server"),
    Variable("LOKET_SMTP_PASSWORD", "password at the mail server", secret=True),
    Variable("LOKET_SMTP_STARTTLS", "1 to encrypt the connection to the mail server"),
    Variable("LOKET_MAIL_FROM", "sender of e-mail"),
    Variable(
        "LOKET_DOCUMENT_KEYS",
        "keys of documents' short codes, with commas; the first makes, all find",
        required=True,
        secret=True,
    ),
    Variable("LOKET_DOCUMENTS_KEPT_DAYS", "days that a document's bytes are kept (90)"),
    Variable("LOKET_FACTS_KEPT_DAYS", "days that what decided is kept after the end (30)"),
    Variable("LOKET_SEALER_DATABASE_URL", "the same database for loket seal (role loket_sealer)"),
    Variable("LOKET_SEAL_FOLDER", "folder with the seal's chain.pem and revoked.pem"),
    Variable("LOKET_SEAL_LIBRARY", "PKCS#11 library of the token that holds the seal's key"),
    Variable("LOKET_SEAL_TOKEN", "label of that token"),
    Variable("LOKET_SEAL_LABEL", "label of the key in it"),
    Variable("LOKET_SEAL_PIN", "PIN of that token", secret=True),
    Variable("LOKET_SEAL_PASSPHRASE", "opens the key file of the demo", secret=True),
    Variable("LOKET_SEAL_BESIDES", "the database's user, as whom loket seal never runs"),
    Variable("LOKET_TIMESTAMPS_URL", "time-stamp authority (RFC 3161)"),
    Variable("LOKET_TIMESTAMPS_USER", "user name at the time-stamp authority"),
    Variable("LOKET_TIMESTAMPS_PASSWORD", "password at the time-stamp authority", secret=True),
    Variable(
        "LOKET_ATTEST_CLIENTS",
        "machines that may read residents' certificates: NAME:SHA-256 of its token, with commas",
        secret=True,
    ),
    Variable("LOKET_LOG_LEVEL", "least level that is logged (INFO)"),
)


def text(name: str, default: str = "") -> str:
    """The variable, without blanks around it."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """True for 1, true, yes and on."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number; anything else is a mistake that stops the start."""
    return int(text(name) or default)


def words(name: str) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def var() -> Path:
    """Folder for what this machine keeps: database cluster, demo's key, logs."""
    return Path(text("LOKET_VAR") or REPOSITORY / "var").resolve()
