"""An installation that is set up wrongly must not start, and must say everything that is wrong at once."""

import pytest

from app.core.config import Config, ConfigError

GOOD = {
    "SECRET_KEY": "k" * 40,
    "DATABASE_URL": "postgresql://autonomus@localhost/autonomus",
    "ALLOWED_HOSTS": "autonomus.example.pt",
    "TLS": "on",
}


def test_a_complete_production_environment_is_accepted() -> None:
    config = Config.from_environment(GOOD)
    assert config.is_production
    assert config.secure_cookies
    assert config.database_url.startswith("postgresql+psycopg://")


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_production_without_a_required_setting_refuses_and_says_what_to_set(missing: str) -> None:
    environment = {name: value for name, value in GOOD.items() if name != missing}
    with pytest.raises(ConfigError) as refused:
        Config.from_environment(environment)
    assert [problem for problem in refused.value.problems if problem.startswith(missing)]


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({"SECRET_KEY": "short", "TLS": "maybe", "TRUSTED_PROXIES": "two"})
    told = str(refused.value)
    for name in ("SECRET_KEY", "TLS", "TRUSTED_PROXIES", "ALLOWED_HOSTS", "DATABASE_URL"):
        assert name in told


def test_no_tls_is_for_this_machine_only() -> None:
    with pytest.raises(ConfigError, match="https"):
        Config.from_environment({**GOOD, "TLS": "off"})
    assert Config.from_environment({**GOOD, "TLS": "off", "ALLOWED_HOSTS": "localhost"}).secure_cookies


def test_mail_links_need_the_public_address() -> None:
    with pytest.raises(ConfigError, match="PUBLIC_URL"):
        Config.from_environment({**GOOD, "SMTP_URL": "smtp://mail.example.pt:587"})


def test_development_starts_with_nothing_set() -> None:
    config = Config.from_environment({"AUTONOMUS_ENV": "development"})
    assert not config.is_production
    assert len(config.secret_key) >= 32


def test_reminders_go_out_so_many_days_before() -> None:
    assert Config.from_environment(GOOD).reminder_days == (1,)
    config = Config.from_environment({**GOOD, "REMINDER_DAYS": "7, 1", "SMS_DRIVER": "dry-run"})
    assert (config.reminder_days, config.sms_driver) == ((7, 1), "dry-run")
    with pytest.raises(ConfigError, match="REMINDER_DAYS"):
        Config.from_environment({**GOOD, "REMINDER_DAYS": "tomorrow"})
    with pytest.raises(ConfigError, match="SMS_DRIVER"):
        Config.from_environment({**GOOD, "SMS_DRIVER": "pigeon"})
