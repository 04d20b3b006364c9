"""All settings, in Django's order. Nothing in the environment is needed to start.

Business parameters are not settings: they are typed columns of a hall's policy. Every variable is
described in docs/configuration.md, which a test compares with this file.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from django.utils.csp import CSP

from yizhan.lib.database_url import database_from_url
from yizhan.lib.env import env_bool, env_int, env_list, env_secret, env_str
from yizhan.lib.secret_key import secret_key_beside
from yizhan.web.caching import keep_longer

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env_str("YIZHAN_DATA_DIR") or BASE_DIR / "var").absolute()
PORT = env_int("YIZHAN_PORT", 8000, low=1, high=65535)
# The address that residents' phones reach, printed on slips as a QR code; empty: no QR is printed.
PUBLIC_URL = env_str("YIZHAN_PUBLIC_URL").rstrip("/")
# Demo mode is a fact of the data folder, so that no demonstration passes for a real hall after a restart.
IS_DEMO = (DATA_DIR / "DEMO").exists()
TESTING = "pytest" in sys.modules

# --- core -------------------------------------------------------------------------------------
DEBUG = env_bool("YIZHAN_DEBUG")
SECRET_KEY = env_secret("YIZHAN_SECRET_KEY") or secret_key_beside(DATA_DIR)
# The keys of personal data; empty: the file data-keys of the data folder, made on first use.
DATA_KEYS = env_secret("YIZHAN_DATA_KEYS")
# Loopback always: the machine's own monitor asks /healthz, and a proxy on the same machine may ask by it.
HOSTS = env_list("YIZHAN_HOSTS")
ALLOWED_HOSTS = [*HOSTS, "127.0.0.1", "localhost", "[::1]"] if HOSTS else ["*"]
CSRF_FAILURE_VIEW = "yizhan.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env_list("YIZHAN_TRUSTED_ORIGINS")
ROOT_URLCONF = "yizhan.web.urls"
WSGI_APPLICATION = "yizhan.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",  # password hashing and sessions' user; its permission tables stay unused
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    *(
        f"yizhan.{app}"
        for app in [
            "ui",
            "journal",
            "live",
            "files",
            "documents",
            "devices",
            "accounts",
            "calendars",
            "orgs",
            "people",
            "catalog",
            "queueing",
            "cases",
            "feedback",
            "portal",
            "kiosk",
            "boards",
            "desk",
            "console",
            "exchange",
            "web",
            "demo",
        ]
    ),
]

MIDDLEWARE = [
    "yizhan.web.middleware.RequestNumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "yizhan.web.middleware.ActorMiddleware",
    "yizhan.web.middleware.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "yizhan.web.context.page",
            ],
        },
    }
]

# --- data -------------------------------------------------------------------------------------
DATABASES = {"default": database_from_url(env_str("YIZHAN_DATABASE_URL"), data_dir=DATA_DIR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", **options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"OPTIONS": {"min_length": 10}}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "web:start"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)  # a clerk who mistyped waits, or asks the system administrator
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "yizhan.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 12 * 3600  # one working day; a window PC is not left signed in overnight
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
HTTPS = env_bool("YIZHAN_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# --- pages ------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Nothing that a resident hands in ever lies in plain in the temporary folder.
FILE_UPLOAD_HANDLERS = ["yizhan.files.receiving.KeptInMemory"]
# A virus scanner (clamd), as host:port or the path of its socket; empty: uploads are not scanned.
CLAMD = env_str("YIZHAN_CLAMD")
STATIC_URL = "/static/"
# Served straight from the packages: no collectstatic step between a fresh clone and an open hall.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ADD_HEADERS_FUNCTION = keep_longer

# --- language and time: one zone, Chinese; English of public screens stands beside it in templates ----
LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"yizhan": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
