"""The town hall's directory is configured whole, or the start says what is missing."""

import pytest

from app.core.config import Config, ConfigError
from tests.unit.core.test_config import GOOD

OIDC = {
    **GOOD,
    "OIDC_ISSUER": "https://login.example.pt",
    "OIDC_CLIENT_ID": "autonomus",
    "OIDC_CLIENT_SECRET": "a secret between the two",
    "OIDC_NAME": "Câmara Municipal",
    "OIDC_DOMAINS": "cm-amieira.example, Amieira.example",
}


def test_without_an_issuer_there_is_none() -> None:
    assert Config.from_environment(GOOD).oidc is None


def test_a_whole_one_is_read() -> None:
    found = Config.from_environment({**OIDC, "OIDC_FACTORS": "mfa, otp", "OIDC_PASSWORDS": "off"}).oidc
    assert found is not None
    assert found.domains == {"cm-amieira.example", "amieira.example"}
    assert found.factors == {"mfa", "otp"}
    assert not found.takes_passwords


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://login.example.pt"),
        ("OIDC_ISSUER", "login.example.pt"),
        ("OIDC_ISSUER", "https://[login"),
        ("OIDC_CLIENT_ID", ""),
        ("OIDC_CLIENT_SECRET", ""),
        ("OIDC_NAME", ""),
        ("OIDC_DOMAINS", ""),
        ("OIDC_PASSWORDS", "sometimes"),
    ],
)
def test_what_is_wrong_is_said_by_its_name(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({**OIDC, name: value})
    assert [problem for problem in refused.value.problems if problem.startswith(name)]
