"""One file; what differs per place comes from the environment.

`make run` and the tests set what is missing; a production start without its secrets is refused in one sentence.
"""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR", BASE_DIR / "var"))
DEMO = os.environ.get("DEMO") == "1"
LOKAAL = ["localhost", "127.0.0.1", "[::1]"]
env = environ.Env()


def nodig(naam):
    # SystemExit, not ImproperlyConfigured: one sentence from manage.py, granian and celery alike.
    if waarde := os.environ.get(naam):
        return waarde
    raise SystemExit(
        f"{naam} ontbreekt. Zet de omgevingsvariabele {naam}, of gebruik `make run` om het uit te proberen."
    )


def database(url):
    return environ.Env.db_url_config(url) | {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }


SECRET_KEY = nodig("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = LOKAAL if DEMO else nodig("ALLOWED_HOSTS").split(",")
GEMEENTE = os.environ.get("GEMEENTE", "GM0307")

INSTALLED_APPS = [
    "portaal",
    "buurtbudget",
    "wijkplannen",
    "indicatoren",
    "partners",
    "berichten",
    "gebruikers",
    "gebieden",
    "kern",
    "crispy_forms",
    "csp",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise: an SVG is a document too
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kern.middleware.InloggenVerplicht",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "amersfoort_wijken.urls"
WSGI_APPLICATION = "amersfoort_wijken.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["kern.templatetags.onderdelen", "kern.templatetags.beeld"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database(nodig("DATABASE_URL"))}
# No web request needs the broker: sessions and rate limits are in the database, the page cache is local.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kern_cache",
    },
    "lokaal": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}


def broker(url):
    return f"redis+socket://{url[7:]}?virtual_host=0" if url.startswith("unix://") else url


CELERY_BROKER_URL = broker(nodig("REDIS_URL"))
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {}

AUTH_USER_MODEL = "gebruikers.Gebruiker"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004"
]  # the address is unique whatever its case: a constraint on Lower("email")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/werk/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_CLASS_CONVERTERS = {  # widget -> classes of the NL Design System
    "textinput": "utrecht-textbox utrecht-textbox--html-input",
    "emailinput": "utrecht-textbox utrecht-textbox--html-input",
    "passwordinput": "utrecht-textbox utrecht-textbox--html-input",
    "numberinput": "utrecht-textbox utrecht-textbox--html-input",
    "urlinput": "utrecht-textbox utrecht-textbox--html-input",
    "dateinput": "utrecht-textbox utrecht-textbox--html-input",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkboxinput": "utrecht-checkbox utrecht-checkbox--html-input",
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

LANGUAGE_CODE, TIME_ZONE, USE_TZ = "nl", "Europe/Amsterdam", True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = None
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Amersfoort Wijken <niet-beantwoorden@localhost>"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY = {
    naam: [] for naam in ("camera", "geolocation", "microphone", "payment", "usb")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"scherm": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["scherm"], "level": "WARNING"},
}
