"""Registrations that were read off a screen: received once, and of no other municipality."""

import json
from collections.abc import Callable
from typing import Any

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord
from app.outreach.packs.sealing import packed as text_of
from app.outreach.reading.packed import packed
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.outreach_reading import sealed_records

URL = "/outreach/reading"
ClientFor = Callable[[Person | None], PageClient]


def send(client: PageClient, *lines: str, status: int = 303) -> Any:
    page = client.get(URL)
    return client.post(URL, {**page.form(URL), "codes": "\r\n".join(lines)}, status=status)


def tones(page: Page) -> set[str]:
    """Of what is said on the page; what a script would show later is not said."""
    said = [each for each in page.soup.select(".notice") if not each.find_parent(hidden=True)]
    return {str(name).removeprefix("notice-") for each in said for name in each["class"] if name != "notice"}


def kept() -> int:
    return db.session.query(FieldRecord).count()


def test_what_was_read_is_received_once(cast: Cast, client_for: ClientFor) -> None:
    one, two = sealed_records(cast.registrar, 2)
    client = client_for(cast.registrar)
    page = client.follow(send(client, packed(one), "", json.dumps(two)))
    assert tones(page) == {"good"}
    assert kept() == 2
    again = client.follow(send(client, packed(one)))
    assert tones(again) == {"info"}
    assert kept() == 2


def test_what_is_no_registration_is_named_and_everything_stays_typed(
    cast: Cast, client_for: ClientFor
) -> None:
    (one,) = sealed_records(cast.registrar, 1)
    lines = (packed(one), "427180936", packed(one)[:-40], json.dumps({"record": one["record"]}))
    page = send(client_for(cast.registrar), *lines, status=422)
    assert "2, 3, 4" in page.soup.select_one(".field-error").get_text()
    assert page.soup.select_one("#codes").get_text().split("\n")[-4:] == list(lines)
    assert kept() == 0


def test_blanks_inside_a_code_belong_to_it(cast: Cast, client_for: ClientFor) -> None:
    """Text fields make one of two; a registration that went through one could not be opened."""
    (one,) = sealed_records(cast.registrar, 1)
    code = packed({**one, "sealed": text_of(b"x" + bytes([85, 146]) * 9)})
    assert "  A  A" in code
    client = client_for(cast.registrar)
    client.follow(send(client, code))
    assert "VZJVkg" in db.session.query(FieldRecord).one().box


def test_another_municipalitys_registration_is_not_taken(cast: Cast, client_for: ClientFor) -> None:
    (theirs,), (ours,) = sealed_records(cast.stranger, 1), sealed_records(cast.registrar, 1)
    client = client_for(cast.registrar)
    page = client.follow(send(client, packed(theirs), packed(ours)))
    assert tones(page) == {"good", "warning"}
    assert kept() == 1


def test_one_that_another_municipality_has_already_keeps_no_other_from_being_taken(
    cast: Cast, client_for: ClientFor
) -> None:
    """Whether it was received before makes no difference: the others of the same form are received."""
    (theirs,), (ours,) = sealed_records(cast.stranger, 1), sealed_records(cast.registrar, 1)
    client_for(cast.stranger).follow(send(client_for(cast.stranger), packed(theirs)))
    client = client_for(cast.registrar)
    page = client.follow(send(client, packed(theirs), packed(ours)))
    assert tones(page) == {"good", "warning"}
    assert kept() == 2


def test_only_whoever_registers_reads_codes(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.partner_technician).get(URL, status=403)
    client_for(cast.administrator).get(URL, status=403)
