"""One file; what differs per place comes from the environment.

`make run` and the tests set what is missing; production without its secrets is refused at once.
"""

import os
from pathlib import Path

import environ
from celery.schedules import crontab

from . import sleutels

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
        f"{naam} ontbreekt. Zet de omgevingsvariabele {naam}, of gebruik `make run` om het portaal "
        "uit te proberen."
    )


def database(url):
    gegevens = env.db_url_config(url)
    opties = {"connect_timeout": 5} | gegevens.get("OPTIONS", {})
    return gegevens | {
        "HOST": opties.pop("host", gegevens["HOST"]),  # the folder of a unix socket
        "OPTIONS": opties,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = nodig("SECRET_KEY")
# What account numbers are encrypted with; a try-out makes its own.
IBAN_KEY = sleutels.bruikbaar(
    os.environ.get("IBAN_KEY") or (sleutels.afgeleid(SECRET_KEY) if DEMO else nodig("IBAN_KEY"))
)
DEBUG = False
ALLOWED_HOSTS = LOKAAL if DEMO else nodig("ALLOWED_HOSTS").split(",")
if DEMO and not set(env.list("ALLOWED_HOSTS", default=[])) <= set(LOKAAL):
    raise SystemExit(
        "Met DEMO=1 kan iedereen zonder wachtwoord inloggen: dat mag alleen op deze machine. "
        "Haal DEMO weg, of haal ALLOWED_HOSTS weg."
    )
PROXIES = env.int("PROXIES", default=0)  # in front of us; whose X-Forwarded-… we believe
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
    "kern.middleware.eerst_uitgelezen",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise: an SVG is a document too
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kern.middleware.InloggenVerplicht",
    "kern.middleware.methode_uitgelegd",
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
            "builtins": [
                *(f"kern.templatetags.{naam}" for naam in ("onderdelen", "beeld", "kaart")),
                "gebieden.templatetags.plaats",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Two roles: the owner makes tables (manage.py says which commands), the portal may only use them.
APPLICATIEROL = database(nodig("DATABASE_URL"))["USER"]
ALS_EIGENAAR = os.environ.get("ALS_EIGENAAR") == "1"
DATABASES = {"default": database(nodig("DATABASE_OWNER_URL" if ALS_EIGENAAR else "DATABASE_URL"))}
# No web request needs the broker: sessions and rate limits are in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kern_cache",
    }
}

REDIS_URL = nodig("REDIS_URL")
CELERY_BROKER_URL = (
    f"redis+socket://{REDIS_URL[7:]}?virtual_host=0"
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
# Waking the worker is a courtesy, for beat comes by each minute: a dead broker is given up at once.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 0.5
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # worker and beat wait for it, however long
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {
    "berichten": {"task": "berichten.tasks.verzend_wachtende", "schedule": 60},
    "brieven": {"task": "berichten.tasks.maak_brieven", "schedule": 60},
    "publicaties": {"task": "wijkplannen.tasks.publiceer_geplande", "schedule": 60},
    "cijfers": {"task": "buurtbudget.tasks.werk_cijfers_bij", "schedule": 900},
    "bestanden": {"task": "indicatoren.tasks.kijk_bestanden_na", "schedule": 60},
    "geheimen": {"task": "berichten.tasks.wis_geheimen", "schedule": 3600},
    "termijnen": {"task": "portaal.tasks.dagelijks", "schedule": crontab(hour=6, minute=10)},
    "weekberichten": {
        "task": "wijkplannen.tasks.wekelijks",
        "schedule": crontab(day_of_week=1, hour=7, minute=0),
    },
}

AUTH_USER_MODEL = "gebruikers.Gebruiker"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004"
]  # the address is unique whatever its case: a constraint on Lower("email")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/werk/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "berichten.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up: it keeps the password field
ACCOUNT_EMAIL_VERIFICATION = "none"  # a mailed code proves the address each time
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,5/15m/key"}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_FORMS = {
    "login": "gebruikers.forms.WachtwoordForm",
    "request_login_code": "gebruikers.forms.CodeVragenForm",
    "confirm_login_code": "gebruikers.forms.CodeForm",
    "reset_password": "gebruikers.forms.NieuwWachtwoordVragenForm",
    "reset_password_from_key": "gebruikers.forms.NieuwWachtwoordForm",
    "change_password": "gebruikers.forms.WachtwoordWijzigenForm",
    "set_password": "gebruikers.forms.WachtwoordKiezenForm",
    "reauthenticate": "gebruikers.forms.NogEensForm",
}
MFA_ADAPTER = "berichten.adapter.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are made by us, not by whoever knows an address
MFA_FORMS = {
    "authenticate": "gebruikers.forms.TweedeStapForm",
    "reauthenticate": "gebruikers.forms.TweedeStapNogEensForm",
    "activate_totp": "gebruikers.forms.AppAanzettenForm",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{naam}"}
    for naam in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]

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
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the work of preparing

LANGUAGE_CODE, TIME_ZONE, USE_TZ = "nl", "Europe/Amsterdam", True
# What people send lies under its uuid, readable only for us, and goes out through a view.
MEDIA_ROOT = Path(os.environ.get("BESTANDEN_ROOT") or VAR / "bestanden")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = [
    "kern.bestanden.Grens",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = None
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # a GET must not ask who it is
# In a demo nothing leaves the machine; /demo/postvak/ shows the outbox.
vars().update(env.email_url_config("dummymail://" if DEMO else nodig("EMAIL_URL")))
EMAIL_TIMEOUT = 20
PORTAAL_ADRES = (  # in front of every link in a letter
    f"http://127.0.0.1:{os.environ.get('PORT') or 8000}" if DEMO else f"https://{ALLOWED_HOSTS[0]}"
)
DEFAULT_FROM_EMAIL = (  # without a name in it, that of the portal is put in front
    os.environ.get("EMAIL_AFZENDER") or f"niet-beantwoorden@{ALLOWED_HOSTS[0]}"
)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # asked from inside, without TLS
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
    "formatters": {
        "regel": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"scherm": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["scherm"], "level": "WARNING"},
}
