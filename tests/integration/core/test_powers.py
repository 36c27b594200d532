"""What a browser lets our pages do: a page that reads codes sees the camera, and no other."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]


@pytest.mark.parametrize(
    ("address", "camera"),
    [
        ("/desk", "(self)"),
        ("/attendance/slips", "(self)"),
        ("/outreach/reading", "(self)"),
        ("/", "()"),
        ("/participants", "()"),
        ("/attendance/slips/nobodys-slip", "()"),
        ("/nowhere", "()"),
    ],
)
def test_pages_that_read_codes_see_the_camera_and_no_others(
    cast: Cast, client_for: ClientFor, address: str, camera: str
) -> None:
    answer = client_for(cast.facilitator).browser.get(address, headers={"Host": "localhost"})
    (policy,) = answer.headers.getlist("Permissions-Policy")
    assert f"camera={camera}," in policy
    assert "microphone=()" in policy


def test_whoever_is_not_signed_in_sees_no_camera(client_for: ClientFor) -> None:
    page = client_for(None).get("/sign-in")
    assert "camera=()" in page.response.headers["Permissions-Policy"]
