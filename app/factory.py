"""create_app(): configuration, extensions, features, error pages, headers; and nothing else."""

import os

from app import cli, ui
from app.accounts import views as accounts
from app.core import (
    access,
    assets,
    db,
    downloads,
    forms,
    headers,
    health,
    i18n,
    logs,
    metrics,
    migrations,
    unit_of_work,
)
from app.core.access import Audience
from app.core.application import Autonomus
from app.core.config import ROOT, Config
from app.core.http import htmx
from app.directory import views as directory
from app.kiosk import views as kiosk
from app.network import views as network
from app.office import views as office
from app.people import views as people
from app.skills import views as skills
from app.ui import error_pages
from app.workshops import views as workshops

FEATURES = (network, accounts, people, skills, directory, workshops, kiosk, office)


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
    resolvers = {Audience.STAFF: accounts.resolve_staff, Audience.KIOSK: kiosk.resolve_terminal}
    access.init_app(app, resolvers)
    downloads.init_app(app)
    forms.init_app(app)
    htmx.init_app(app)
    headers.init_app(app, config)
    error_pages.init_app(app)
    accounts.login_manager.init_app(app, add_context_processor=False)

    app.register_blueprint(health.bp)
    app.register_blueprint(metrics.bp)
    for feature in FEATURES:
        feature.init_app(app)
    cli.init_app(app)
    if not config.is_production:
        from app import dev  # demo data and the gallery: this module is never loaded in production

        dev.init_app(app)
    if config.trusted_proxies:
        trust_proxies(app, config.trusted_proxies)
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


def trust_proxies(app: Autonomus, count: int) -> None:
    """Believe the forwarding headers of exactly so many proxies, and of none by default."""
    from werkzeug.middleware.proxy_fix import ProxyFix

    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
