"""Typed configuration, read once from the environment; a wrong one stops the start with a readable list."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

from app.core.key_file import check_file
from app.core.oidc_settings import Oidc, read_oidc
from app.core.sms_settings import HttpSms, read_http_sms

ROOT = Path(__file__).resolve().parents[2]
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]+)?|\[[0-9a-fA-F:.]+\](:[0-9]+)?")
"""A name or address as a browser sends it; with a dot before it, every name below as well."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 8
"""Different ones in a secret: of 32 random hexadecimal digits one in some twenty million has fewer."""
APART = "a folder where whoever administers the database cannot write"
# The same in every worker of a development machine; production refuses to start without its own.
DEVELOPMENT_SECRET = "for development only: anybody can read it here"  # noqa: S105


class Environment(StrEnum):
    PRODUCTION = "production"
    DEVELOPMENT = "development"
    TEST = "test"


class ConfigError(SystemExit):
    """The environment cannot be used; `problems` says, one sentence each, what to set.

    It ends the process with that list on standard error, without a traceback.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("Autonomus cannot start:\n" + "\n".join(f"  - {problem}" for problem in problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that differs between installations. docs/operation.md lists the variables."""

    environment: Environment
    secret_key: str
    database_url: str
    hosts: tuple[str, ...]
    tls: bool
    trusted_proxies: int
    smtp_url: str
    mail_from: str
    public_url: str
    data_folder: Path
    log_level: str
    sms_driver: str = ""
    http_sms: HttpSms | None = None
    reminder_days: tuple[int, ...] = (1,)
    metrics_token: str = ""
    audit_key: str = ""
    audit_folder: Path | None = None
    audit_mail: str = ""
    tombstone_key: str = ""
    tombstone_folder: Path | None = None
    erase_at_most: int = 25
    keys_file: Path | None = None
    oidc: Oidc | None = None

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def audit_anchors(self) -> Path:
        """The file to which the worker adds heads of the audit trail (app/core/anchors.py)."""
        return (self.audit_folder or self.data_folder / "anchors") / "audit-anchors"

    @property
    def tombstones(self) -> Path:
        """The file that says who was erased (app/core/tombstones.py); else beside the anchors."""
        return (self.tombstone_folder or self.audit_anchors.parent) / "tombstones"

    @property
    def secure_cookies(self) -> bool:
        """`__Host-` cookies need TLS; browsers treat loopback as if it had it."""
        return self.tls or set(self.hosts) <= LOOPBACK

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Config":
        """Read the variables; raises ConfigError with every problem at once, not only the first."""
        reader = _Reader(environ)
        config = cls(
            environment=reader.environment,
            secret_key=reader.secret_key(),
            database_url=reader.database_url(),
            hosts=reader.hosts(),
            tls=reader.tls(),
            trusted_proxies=reader.trusted_proxies(),
            smtp_url=reader.smtp_url(),
            mail_from=environ.get("MAIL_FROM", "autonomus@localhost"),
            public_url=reader.public_url(),
            data_folder=Path(environ.get("DATA_FOLDER") or ROOT / "instance"),
            log_level=reader.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
            sms_driver=reader.choice("SMS_DRIVER", "", ("", "dry-run", "http")),
            http_sms=reader.http_sms(),
            reminder_days=reader.days("REMINDER_DAYS", (1,)),
            metrics_token=reader.unguessable("METRICS_TOKEN"),
            audit_key=reader.unguessable("AUDIT_KEY"),
            audit_folder=reader.audit_folder(),
            audit_mail=environ.get("AUDIT_MAIL", ""),
            tombstone_key=reader.unguessable("TOMBSTONE_KEY"),
            tombstone_folder=reader.folder("TOMBSTONE_FOLDER"),
            erase_at_most=reader.number("ERASE_AT_MOST", 25),
            keys_file=Path(environ["KEYS_FILE"]) if environ.get("KEYS_FILE") else None,
            oidc=read_oidc(environ, strict=reader.strict, problem=reader.problems.append),
        )
        reader.check_together(config)
        if reader.problems:
            raise ConfigError(reader.problems)
        return config


def settings() -> Config:
    """The configuration of the present application."""
    found: Config = current_app.settings  # type: ignore[attr-defined]  # of our application class
    return found


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []
        name = self.choice("AUTONOMUS_ENV", "production", tuple(Environment))
        self.environment = Environment(name)
        self.strict = self.environment is Environment.PRODUCTION

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.environ.get(name) or default
        if value not in allowed:
            self.problems.append(f"{name} is “{value}”; set it to one of: {', '.join(allowed)}.")
            return default
        return value

    def days(self, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
        value = self.environ.get(name, "")
        parts = [part.strip() for part in value.split(",")] if value else []
        if not all(part.isdecimal() for part in parts):
            self.problems.append(f"{name} is “{value}”; set it to days before, such as 1 or 7,1.")
            return default
        return tuple(int(part) for part in parts) or default

    def number(self, name: str, default: int) -> int:
        value = self.environ.get(name) or str(default)
        if not (value.isascii() and value.isdecimal()):
            self.problems.append(f"{name} is “{value}”; set it to a number, such as {default}.")
            return default
        return int(value)

    def folder(self, name: str) -> Path | None:
        value = self.environ.get(name, "")
        return Path(value) if value else None

    def _required(self, name: str, otherwise: Callable[[], str], why: str) -> str:
        value = self.environ.get(name, "")
        if not value and self.strict:
            self.problems.append(f"{name} is not set; {why}")
        return value or otherwise()

    def secret_key(self) -> str:
        why = "set it to a long random value that never changes (for example from `openssl rand -hex 32`)."
        value = self._required("SECRET_KEY", lambda: DEVELOPMENT_SECRET, why)
        if self.strict and value == DEVELOPMENT_SECRET:
            self.problems.append(f"SECRET_KEY is the published one of development; {why}")
        return self._unguessable("SECRET_KEY", value)

    def database_url(self) -> str:
        default = f"sqlite:///{ROOT / 'instance' / 'autonomus.db'}"
        url = self._required("DATABASE_URL", lambda: default, "set it to sqlite:///… or postgresql://….")
        scheme = url.partition(":")[0]
        if scheme in {"postgres", "postgresql"}:
            return "postgresql+psycopg" + url[len(scheme) :]
        if scheme not in {"sqlite", "postgresql+psycopg"}:
            self.problems.append("DATABASE_URL must begin with sqlite:/// or postgresql://.")
        return url

    def hosts(self) -> tuple[str, ...]:
        why = "list the names this portal is reached by, separated by commas."
        value = self._required("ALLOWED_HOSTS", lambda: "localhost,127.0.0.1", why)
        hosts = tuple(host.strip() for host in value.split(",") if host.strip())
        if any(not HOST.fullmatch(host) for host in hosts):
            self.problems.append(f"ALLOWED_HOSTS is “{value}”; {why} No “*”, no address with https://.")
        return hosts

    def tls(self) -> bool:
        why = "set it to “on” (served over https, directly or by a proxy) or “off” (this machine only)."
        value = self._required("TLS", lambda: "off", why)
        if value not in {"on", "off"}:
            self.problems.append(f"TLS is “{value}”; {why}")
        return value == "on"

    def trusted_proxies(self) -> int:
        why = "set it to how many proxies stand before the portal (0 where there is none)."
        value = self.environ.get("TRUSTED_PROXIES", "")
        if not value and self.strict and self.environ.get("TLS") == "on":
            self.problems.append(f"TRUSTED_PROXIES is not set; {why}")
        elif value and not value.isdecimal():
            self.problems.append(f"TRUSTED_PROXIES is “{value}”; {why}")
        return int(value) if value.isdecimal() else 0

    def audit_folder(self) -> Path | None:
        value = self._required("AUDIT_FOLDER", str, f"set it to {APART}.")
        return Path(value) if value else None

    def smtp_url(self) -> str:
        url = self.environ.get("SMTP_URL", "")
        if url and (urlsplit(url).scheme not in {"smtp", "smtps"} or not urlsplit(url).hostname):
            self.problems.append("SMTP_URL must look like smtp://name:password@host:587 or smtps://….")
        return url

    def http_sms(self) -> HttpSms | None:
        if self.environ.get("SMS_DRIVER") != "http":
            return None
        return read_http_sms(self.environ, strict=self.strict, problem=self.problems.append)

    def public_url(self) -> str:
        url = self.environ.get("PUBLIC_URL", "").rstrip("/")
        schemes = {"http", "https"} if self.environ.get("TLS") == "off" else {"https"}
        if url and self.strict and (urlsplit(url).scheme not in schemes or not urlsplit(url).hostname):
            self.problems.append(f"PUBLIC_URL is “{url}”; it must look like https://portal.example.org.")
        return url

    def unguessable(self, name: str) -> str:
        value = self.environ.get(name, "")
        return value and self._unguessable(name, value)

    def _unguessable(self, name: str, value: str) -> str:
        if len(value) < SHORTEST_SECRET:
            self.problems.append(f"{name} has {len(value)} characters; it needs at least {SHORTEST_SECRET}.")
        elif len(set(value)) < FEWEST_CHARACTERS:
            self.problems.append(f"{name} repeats the same few characters; set it to a random value.")
        return value

    def check_together(self, config: Config) -> None:
        if self.strict and self.environ.get("TLS") == "off" and not set(config.hosts) <= LOOPBACK:
            self.problems.append(
                "TLS is “off” although ALLOWED_HOSTS names other machines; serve over https."
            )
        if self.strict and config.smtp_url and not config.public_url:
            self.problems.append("PUBLIC_URL is not set; mail needs it to write links (https://…).")
        if config.audit_mail and not config.smtp_url:
            self.problems.append("AUDIT_MAIL is set although SMTP_URL is not: no anchor would leave.")
        if self.strict or config.keys_file:
            check_file(config.keys_file, data_folder=config.data_folder, problem=self.problems.append)
        if self.strict and config.audit_folder:
            self._check_anchors(config, config.audit_folder)
        if self.strict and config.tombstone_folder:
            self._check_tombstones(config, config.tombstone_folder)

    def _check_tombstones(self, config: Config, folder: Path) -> None:
        if folder.resolve().is_relative_to(config.data_folder.resolve()):
            self.problems.append("TOMBSTONE_FOLDER lies in DATA_FOLDER; set it to a folder elsewhere.")
        elif not os.access(folder, os.W_OK | os.X_OK):
            self.problems.append(f"TOMBSTONE_FOLDER is “{folder}”: nothing can be written there; make it.")

    def _check_anchors(self, config: Config, folder: Path) -> None:
        """Nothing is written: a folder that only takes more would keep what was tried."""
        if folder.resolve().is_relative_to(config.data_folder.resolve()):
            self.problems.append(f"AUDIT_FOLDER lies in DATA_FOLDER; set it to {APART}.")
        file = config.audit_anchors
        if not os.access(*((file, os.W_OK) if os.access(file, os.F_OK) else (folder, os.W_OK | os.X_OK))):
            self.problems.append(
                f"AUDIT_FOLDER is “{folder}”: no “{file.name}” can be written there; make it."
            )
