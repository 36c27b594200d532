"""A gateway for short messages is configured, and what is wrong with it is said at the start."""

import json
from decimal import Decimal

import pytest

from app.core.config import Config, ConfigError
from tests.unit.core.test_config import GOOD

HTTP = {
    **GOOD,
    "SMS_DRIVER": "http",
    "SMS_URL": "https://sms.example.pt/send",
    "SMS_BODY": '{"to": "{to}", "message": "{text}"}',
}
FACTS = {"to": "+351912345678", "digits": "351912345678", "text": 'Olá "{to}" & até já', "id": "7"}


def test_a_body_is_json_or_a_form_whatever_the_text_holds() -> None:
    known = Config.from_environment(
        {**HTTP, "SMS_BODY": '{"messages": [{"n": ["{to}"], "t": "> {text}"}], "x": 1}'}
    )
    assert known.http_sms is not None
    body, kind = known.http_sms.filled(FACTS)
    assert json.loads(body) == {"messages": [{"n": ["+351912345678"], "t": '> Olá "{to}" & até já'}], "x": 1}
    assert kind == "application/json"
    known = Config.from_environment({**HTTP, "SMS_BODY": "dest={digits}&from=CM&ref={id}&msg={text}"})
    assert known.http_sms is not None
    body, kind = known.http_sms.filled(FACTS)
    assert body == b"dest=351912345678&from=CM&ref=7&msg=Ol%C3%A1+%22%7Bto%7D%22+%26+at%C3%A9+j%C3%A1"
    assert kind == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMS_URL", ""),
        ("SMS_URL", "http://sms.example.pt/send"),
        ("SMS_URL", "https://"),
        ("SMS_URL", "https://sms.example.pt:port/"),
        ("SMS_URL", "https://name:word@sms.example.pt/"),
        ("SMS_URL", "https://:word@sms.example.pt/"),
        ("SMS_URL", "https://sms.example.pt/send?to={to}"),
        ("SMS_URL", "https://sms.example/send?from=CM&api_key=7"),
        ("SMS_HEADERS", "Authorization: Bearer 7"),
        ("SMS_HEADERS", '["Authorization"]'),
        ("SMS_HEADERS", '{"Authorization": 7}'),
        ("SMS_HEADERS", '{"X-Key": "7\\nX-Other: 8"}'),
        ("SMS_HEADERS", '{"Content-Length": "7"}'),
        ("SMS_BODY", ""),
        ("SMS_BODY", "{not json"),
        ("SMS_BODY", "{text} {to}"),
        ("SMS_BODY", "msg={text}"),
        ("SMS_BODY", "to={to}"),
        ("SMS_BODY", "to={to}&msg={text}&from={sender}"),
        ("SMS_SUCCESS", "ok"),
        ("SMS_SUCCESS", "200,"),
        ("SMS_SUCCESS_PATTERN", "(OK"),
        ("SMS_PART_PRICE", "4 cents"),
        ("SMS_PART_PRICE", "-1"),
        ("SMS_PART_PRICE", "NaN"),
    ],
)
def test_what_cannot_be_used_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({**HTTP, name: value})


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigError) as told:
        Config.from_environment({**GOOD, "SMS_DRIVER": "http"})
    assert [each.split()[0] for each in told.value.problems] == ["SMS_URL", "SMS_BODY"]


def test_only_a_price_and_success_that_were_set_differ_from_the_usual() -> None:
    usual = Config.from_environment(HTTP).http_sms
    assert usual is not None
    assert usual.statuses == {200, 201, 202}
    assert usual.part_price is None
    given = {
        **HTTP,
        "SMS_SUCCESS": "200",
        "SMS_SUCCESS_PATTERN": '"status": *"OK"',
        "SMS_PART_PRICE": "0.045",
    }
    set_ = Config.from_environment(given).http_sms
    assert set_ is not None
    assert set_.part_price == Decimal("0.045")
    assert set_.is_success(200, '{"status": "OK"}')
    assert not set_.is_success(200, '{"status": "REJECTED"}')
    assert not set_.is_success(202, '{"status": "OK"}')


def test_without_the_driver_nothing_of_it_is_read() -> None:
    assert Config.from_environment({**HTTP, "SMS_DRIVER": "", "SMS_BODY": ""}).http_sms is None


def test_on_a_machine_for_development_a_gateway_may_be_beside_it() -> None:
    here = {**HTTP, "AUTONOMUS_ENV": "development", "SMS_URL": "http://127.0.0.1:8080/send"}
    assert Config.from_environment(here).http_sms is not None


def test_a_type_of_ones_own_is_the_only_one() -> None:
    """HTTP knows no large and small letters in the names of headers."""
    known = Config.from_environment({**HTTP, "SMS_HEADERS": '{"Content-Type": "text/json"}'}).http_sms
    assert known is not None
    assert dict(known.headers) == {"content-type": "text/json"}
