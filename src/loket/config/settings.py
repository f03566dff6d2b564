"""Django's settings, from the environment. No secret has a usable default outside the demo."""

from datetime import timedelta
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from loket.config import cards, database, env, identity
from loket.kit import clock

# Lets `models.Field[int, int]` and `QuerySet[Ticket]` stand in code as the type checker reads them.
django_stubs_ext.monkeypatch()

DEMO = env.flag("LOKET_DEMO")
if DEMO:
    clock.shift(timedelta(seconds=env.number("LOKET_CLOCK_SHIFT", 0)))
DEBUG = False

# Empty is refused by Django at the first use, by `wsgi` and `worker` at the start.
SECRET_KEY = env.text("LOKET_SECRET_KEY")
# The first encrypts, each decrypts; empty is refused like the secret key.
DATA_KEYS = env.words("LOKET_DATA_KEYS")
ATTEST_CLIENTS = env.words("LOKET_ATTEST_CLIENTS")
ALLOWED_HOSTS = env.words("LOKET_ALLOWED_HOSTS")
BASE_URL = env.text("LOKET_BASE_URL", "http://localhost:8000").rstrip("/")
# Who signs residents in; what is wrong stops the start, and a simulator outside the demo is wrong.
IDENTITY = identity.configured(demo=DEMO, base_url=BASE_URL)
# Whose cards a kiosk with a reader believes.
CARDS = cards.configured(demo=DEMO, secret=SECRET_KEY)
TRUSTED_PROXIES = env.words("LOKET_TRUSTED_PROXIES")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "procrastinate.contrib.django",
    "loket.foundations.journal",
    "loket.foundations.people",
    "loket.foundations.places",
    "loket.foundations.catalogue",
    "loket.foundations.messages",
    "loket.foundations.documents",
    "loket.foundations.registers",
    "loket.offices.appointments",
    "loket.offices.queues",
    "loket.offices.certificates",
    "loket.offices.identitydocs",
    "loket.offices.kiosks",
    "loket.offices.evaluation",
    "loket.offices.programme",
    "loket.channels.ui",
    "loket.channels.portal",
    "loket.channels.desk",
    "loket.channels.kiosk",
    "loket.channels.board",
    "loket.channels.api",
    "loket.demo",
]

MIDDLEWARE = [
    "loket.config.client.ClientMiddleware",
    "loket.config.outage.OutageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "loket.channels.ui.language.LanguageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "loket.channels.ui.residents.ResidentMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "loket.config.urls"
WSGI_APPLICATION = "loket.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "loket.channels.ui.context.page",
                *(["loket.demo.context.unfinished"] if DEMO else []),
            ],
        },
    },
]

# Fields in the markup of GOV.UK Frontend.
FORM_RENDERER = "loket.channels.ui.forms.Renderer"

DATABASES = {
    "default": database.settings_for(
        env.text("DATABASE_URL", "postgresql:///loket"), pool=env.number("LOKET_POOL", 0)
    )
}

# Who works here. Rights are assignments of our own; Django's groups are not used.
AUTH_USER_MODEL = "people.Employee"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# The credential that `people.actions.sign_in` gives; without it one lock would hold for everybody.
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_TEMPLATE = "desk/locked.html"
AXES_CLIENT_IP_CALLABLE = "loket.config.client.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Time inside the house is UTC; the pack's zone is used when it is shown.
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("fr", "Français"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "lang"
LOCALE_PATHS = [env.REPOSITORY / "src" / "loket" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = env.REPOSITORY / "build" / "static"
# Hashed names live in a manifest that `loket assets` writes; without one (tests) names are plain.
HASHED = env.flag("LOKET_HASH_STATIC") or (
    (STATIC_ROOT / "staticfiles.json").exists() and not env.flag("LOKET_PLAIN_STATIC")
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED

# The demo runs on http://localhost; everything else behind TLS.
SECURE = not DEMO
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # signing out ends it, everywhere
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# Django's short notices ("saved"); its app is not installed: the label is our outbox's.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 10 * 60 * 60
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "loket.channels.portal.failing.stale_page"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# A file that somebody hands in stays in memory and never touches a disk; a larger one is not read.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_UPLOAD = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # Signing in and out leads from a form to a provider.
        "form-action": [SELF, *IDENTITY.origins()],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
}

# Without a mail server messages wait in the outbox; in the demo a page shows them.
EMAIL_HOST = env.text("LOKET_SMTP_HOST")
EMAIL_PORT = env.number("LOKET_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("LOKET_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("LOKET_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("LOKET_SMTP_STARTTLS")
DEFAULT_FROM_EMAIL = env.text("LOKET_MAIL_FROM", "noreply@localhost")

# The short codes of documents: the first key makes them, all of them find them.
DOCUMENT_KEYS = env.words("LOKET_DOCUMENT_KEYS")
DOCUMENTS_KEPT_DAYS = env.number("LOKET_DOCUMENTS_KEPT_DAYS", 90)
FACTS_KEPT_DAYS = env.number("LOKET_FACTS_KEPT_DAYS", 30)

# Without MAGDA, and outside the demo, no register answers: requests wait.
MAGDA_URL = env.text("LOKET_MAGDA_URL")
MAGDA_SENDER = env.text("LOKET_MAGDA_SENDER")
MAGDA_CAPACITY = env.text("LOKET_MAGDA_CAPACITY")
MAGDA_CERTIFICATE = env.text("LOKET_MAGDA_CERTIFICATE")
MAGDA_KEY = env.text("LOKET_MAGDA_KEY")

# Rooms' tasks.py are plain functions; the roof says when they are called.
PROCRASTINATE_IMPORT_PATHS = ["loket.config.periodic"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "queued"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "loket.config.logs.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOKET_LOG_LEVEL", "INFO")},
    # A page that does not exist is the visitor's mistake, not ours.
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        # Says every address that is asked, and an address of a partner may name a person.
        "httpx": {"level": "WARNING"},
        # Greets at each start of a command that opens PDF files.
        "pikepdf": {"level": "WARNING"},
    },
}
