"""An installation that is set up wrongly must not start, and must say everything that is wrong at once."""

import tempfile
from pathlib import Path

import pytest

from app.core.config import DEVELOPMENT_SECRET, Config, ConfigError

KEYS = Path(tempfile.mkdtemp(prefix="autonomus-keys-")) / "keys"
KEYS.write_text(
    "".join(
        f"{kind} of-tests q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=\n" for kind in ("encryption", "index")
    )
)
KEYS.chmod(0o600)
GOOD = {
    "SECRET_KEY": "a secret of this test, and of nothing else",
    "DATABASE_URL": "postgresql://autonomus@localhost/autonomus",
    "ALLOWED_HOSTS": "autonomus.example.pt",
    "TLS": "on",
    "TRUSTED_PROXIES": "1",
    "AUDIT_FOLDER": tempfile.gettempdir(),
    "KEYS_FILE": str(KEYS),
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
    for name in ("SECRET_KEY", "TLS", "TRUSTED_PROXIES", "ALLOWED_HOSTS", "DATABASE_URL", "AUDIT_FOLDER"):
        assert name in told


@pytest.mark.parametrize("guessable", [DEVELOPMENT_SECRET, "k" * 40, "changeme" * 5, "0123456" * 6])
def test_production_refuses_a_secret_that_anybody_can_guess(guessable: str) -> None:
    for name in ("SECRET_KEY", "METRICS_TOKEN", "AUDIT_KEY"):
        if name != "SECRET_KEY" and guessable == DEVELOPMENT_SECRET:
            continue
        with pytest.raises(ConfigError, match=name):
            Config.from_environment({**GOOD, name: guessable})


@pytest.mark.parametrize("hosts", ["*", "*.example.pt", "https://autonomus.example.pt", "a.pt,*", "a.pt/b"])
def test_a_portal_answers_to_names_and_not_to_every_name(hosts: str) -> None:
    with pytest.raises(ConfigError, match="ALLOWED_HOSTS"):
        Config.from_environment({**GOOD, "ALLOWED_HOSTS": hosts})


@pytest.mark.parametrize("hosts", ["localhost,127.0.0.1,[::1]", "a.example.pt:8443", ".example.pt"])
def test_names_with_ports_and_addresses_are_names(hosts: str) -> None:
    assert Config.from_environment({**GOOD, "ALLOWED_HOSTS": hosts}).hosts == tuple(hosts.split(","))


def test_no_tls_is_for_this_machine_only() -> None:
    with pytest.raises(ConfigError, match="https"):
        Config.from_environment({**GOOD, "TLS": "off"})
    assert Config.from_environment({**GOOD, "TLS": "off", "ALLOWED_HOSTS": "localhost"}).secure_cookies


def test_mail_links_need_the_public_address() -> None:
    with pytest.raises(ConfigError, match="PUBLIC_URL"):
        Config.from_environment({**GOOD, "SMTP_URL": "smtp://mail.example.pt:587"})


@pytest.mark.parametrize("url", ["http://autonomus.example.pt", "autonomus.example.pt", "https://"])
def test_links_in_mail_lead_to_the_portal_over_https(url: str) -> None:
    with pytest.raises(ConfigError, match="PUBLIC_URL"):
        Config.from_environment({**GOOD, "PUBLIC_URL": url})
    here = {**GOOD, "TLS": "off", "ALLOWED_HOSTS": "localhost", "PUBLIC_URL": "http://localhost:8000/"}
    assert Config.from_environment(here).public_url == "http://localhost:8000"


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


def test_anchors_by_letter_need_a_server_that_takes_letters() -> None:
    wanted = {**GOOD, "AUDIT_MAIL": "dpo@example.pt", "PUBLIC_URL": "https://autonomus.example.pt"}
    assert Config.from_environment({**wanted, "SMTP_URL": "smtp://mail.example.pt"}).audit_mail
    with pytest.raises(ConfigError, match="AUDIT_MAIL"):
        Config.from_environment(wanted)


@pytest.mark.parametrize("place", ["none", "file", "file/none"])
def test_anchors_that_could_not_be_written_are_told_at_the_start(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch(0o644)
    with pytest.raises(ConfigError, match=r"AUDIT_FOLDER .* no “audit-anchors” can be written there"):
        Config.from_environment({**GOOD, "AUDIT_FOLDER": str(tmp_path / place)})


def test_anchors_are_not_kept_beside_what_they_are_to_protect(tmp_path: Path) -> None:
    (inside := tmp_path / "data" / "anchors").mkdir(parents=True)
    (tmp_path / "link").symlink_to(inside)
    data = {**GOOD, "DATA_FOLDER": str(tmp_path / "data")}
    for folder in (tmp_path / "data", inside, tmp_path / "link"):
        with pytest.raises(ConfigError, match="AUDIT_FOLDER lies in DATA_FOLDER"):
            Config.from_environment({**data, "AUDIT_FOLDER": str(folder)})
    assert Config.from_environment({**data, "AUDIT_FOLDER": str(tmp_path)}).audit_folder == tmp_path


def test_to_look_for_the_place_of_anchors_leaves_nothing_there(tmp_path: Path) -> None:
    """It may be a share that only takes more."""
    Config.from_environment({**GOOD, "AUDIT_FOLDER": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", ["-1", "one", "²"])
def test_how_many_proxies_there_are_is_a_number(count: str) -> None:
    with pytest.raises(ConfigError, match="TRUSTED_PROXIES"):
        Config.from_environment({**GOOD, "TRUSTED_PROXIES": count})


def test_on_this_machine_alone_there_need_be_no_word_of_proxies() -> None:
    alone = {**GOOD, "TLS": "off", "ALLOWED_HOSTS": "localhost", "TRUSTED_PROXIES": ""}
    assert Config.from_environment(alone).trusted_proxies == 0


def test_tombstones_lie_where_anchors_do_unless_told_otherwise(tmp_path: Path) -> None:
    assert Config.from_environment(GOOD).tombstones == Path(GOOD["AUDIT_FOLDER"]) / "tombstones"
    apart = Config.from_environment({**GOOD, "TOMBSTONE_FOLDER": str(tmp_path)})
    assert apart.tombstones == tmp_path / "tombstones"


@pytest.mark.parametrize(
    ("place", "told"), [("data", "lies in DATA_FOLDER"), ("nowhere", "nothing can be written")]
)
def test_tombstones_do_not_lie_where_they_would_be_lost(tmp_path: Path, place: str, told: str) -> None:
    (tmp_path / "data").mkdir()
    there = {**GOOD, "DATA_FOLDER": str(tmp_path / "data"), "TOMBSTONE_FOLDER": str(tmp_path / place)}
    with pytest.raises(ConfigError, match=f"TOMBSTONE_FOLDER .*{told}"):
        Config.from_environment(there)


def test_how_many_one_night_erases_is_a_number() -> None:
    assert Config.from_environment({**GOOD, "ERASE_AT_MOST": "0"}).erase_at_most == 0
    with pytest.raises(ConfigError, match="ERASE_AT_MOST is “all”"):
        Config.from_environment({**GOOD, "ERASE_AT_MOST": "all"})
