"""create_app(): configuration, extensions, features, error pages, headers; and nothing else."""

import os

from app import cli, ui
from app.accounts.feature import FEATURE as ACCOUNTS
from app.core import (
    access,
    assets,
    db,
    feature,
    forms,
    headers,
    health,
    i18n,
    logs,
    metrics,
    migrations,
    proxies,
    server,
    unit_of_work,
    uploads,
)
from app.core.application import Autonomus
from app.core.config import ROOT, Config
from app.core.feature import Confirmation, Resolution
from app.core.http import htmx
from app.directory.feature import FEATURE as DIRECTORY
from app.initiatives.feature import FEATURE as INITIATIVES
from app.kiosk.feature import FEATURE as KIOSK
from app.network.feature import FEATURE as NETWORK
from app.office.feature import FEATURE as OFFICE
from app.outreach.feature import FEATURE as OUTREACH
from app.people.feature import FEATURE as PEOPLE
from app.skills.feature import FEATURE as SKILLS
from app.ui import error_pages
from app.workshops.feature import FEATURE as WORKSHOPS

FEATURES = (NETWORK, ACCOUNTS, PEOPLE, SKILLS, DIRECTORY, WORKSHOPS, OUTREACH, INITIATIVES, KIOSK, OFFICE)
"""Every feature, in the order of the floors: the lowest first."""


def create_app(config: Config | None = None) -> Autonomus:
    """The application for one configuration (default: the environment's; ConfigError when it is wrong)."""
    config = config or Config.from_environment(os.environ)
    app = Autonomus("app", static_folder=None, template_folder=None, root_path=str(ROOT / "app"))
    app.settings = config
    app.config.update(flask_settings(config))
    config.data_folder.mkdir(parents=True, exist_ok=True)

    logs.init_app(app, config)
    db.init_app(app)
    migrations.init_app(app)
    unit_of_work.init_app(app)
    i18n.init_app(app)
    ui.init_app(app)
    assets.init_app(app, ROOT / "app" / "ui" / "static")
    feature.init_app(app, FEATURES)
    (confirmation,) = feature.declared(Confirmation, app)
    resolvers = {each.audience: each.find for each in feature.declared(Resolution, app)}
    access.init_app(app, resolvers, confirmation.ask)
    uploads.init_app(app)
    forms.init_app(app)
    htmx.init_app(app)
    headers.init_app(app, config)
    error_pages.init_app(app)

    app.register_blueprint(health.bp)
    app.register_blueprint(metrics.bp)
    cli.init_app(app)
    if not config.is_production:
        from app import dev  # demo data and the gallery: this module is never loaded in production

        dev.init_app(app)
    proxies.init_app(app, config)
    server.init_app(app, config)
    access.check_marks(app)
    return app


def flask_settings(config: Config) -> dict[str, object]:
    """Flask's own settings, derived from ours."""
    prefix = "__Host-" if config.secure_cookies else ""
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "TRUSTED_HOSTS": list(config.hosts),
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "SESSION_COOKIE_NAME": f"{prefix}session",
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "PREFERRED_URL_SCHEME": "https" if config.tls else "http",
        "TESTING": config.environment == "test",
    }
