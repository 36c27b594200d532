"""Where a person may be sent to."""

import pytest

from app.core.http import local_path


@pytest.mark.parametrize("target", ["/", "/kiosk/", "/people?q=a..b", "/a/b.c", "/there/%C3%A9", "/..a"])
def test_a_path_of_this_site_is_one(target: str) -> None:
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "people",
        "//evil.example/",
        "/\\evil.example/",
        "/a\\b",
        "https://evil.example/",
        "/kiosk/../sign-in",
        "/kiosk/..",
        "/kiosk/%2e%2E/sign-in",
        "/kiosk/.%2e/sign-in",
        "/kiosk/./sign-in",
        "/kiosk/..%5csign-in",
        "/\t/evil.example/",
        "/\n/evil.example/",
        "/a\r\nSet-Cookie: a=b",
        "/\x00",
    ],
)
def test_whatever_leads_elsewhere_is_none(target: str | None) -> None:
    assert local_path(target) is None
