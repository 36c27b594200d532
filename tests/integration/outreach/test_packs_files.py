"""What lies on a prepared device: the page and exactly the files it leads to, small enough to wait for."""

import gzip
from collections.abc import Callable

import pytest
from flask import current_app

from app.core.actor import Actor
from app.core.assets import content_of
from app.outreach.packs.files import files_of
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_packs import a_pack

Clients = Callable[[Person | None], PageClient]
AT_MOST = 1_100_000
"""Bytes as sent: ten seconds at 1 Mbit/s."""


@pytest.fixture
def address(staff: Actor, session: Session) -> str:
    with making():
        return f"/outreach/packs/{a_pack(staff, session.id).id}"


def folder() -> str:
    return f"/assets/{current_app.config['ASSETS_VERSION']}/"


def listed(client: PageClient, address: str) -> list[str]:
    found: list[str] = client.get(f"{address}/files.json").response.json["files"]  # type: ignore[index]
    return found


def test_everything_together_is_small(cast: Cast, client_for: Clients, address: str) -> None:
    client = client_for(cast.registrar)
    page = gzip.compress(client.get(address).html.encode())
    files = [content_of(each.removeprefix(folder()), packed=True) for each in listed(client, address)]
    assert len(page) + sum(map(len, files)) <= AT_MOST


def test_every_file_is_there(cast: Cast, client_for: Clients, address: str) -> None:
    client = client_for(cast.registrar)
    for each in listed(client, address):
        client.get(each)


def test_what_files_name_is_listed_too(cast: Cast, client_for: Clients, address: str) -> None:
    files = [each.removeprefix(folder()) for each in listed(client_for(cast.registrar), address)]
    assert {"css/base.css", "js/outreach/pack.js", "js/outreach/store.js", "mark.svg"} <= {*files}
    fonts = [each for each in files if each.endswith(".woff2")]
    assert {"vendor/fonts/vazirmatn-arabic-400-normal.woff2"} <= {*fonts}
    assert "css/kiosk.css" not in files
    assert len(files) == len({*files})


def test_only_what_is_under_the_folder_counts(cast: Cast) -> None:
    html = f"""<img src="{folder()}mark.svg"><a href="/outreach">x</a><img src='/assets/old/mark.svg'>
        <link href="{folder()}vendor/fonts/fonts.css"><img src="{folder()}mark.svg">"""
    with_fonts = files_of(html, folder())
    assert with_fonts[0] == f"{folder()}mark.svg"
    assert len(with_fonts) == 12


def test_it_is_told_to_nobody_else(client_for: Clients, address: str) -> None:
    assert "/assets/" not in client_for(None).get(f"{address}/files.json", status=401).soup.main.decode()  # type: ignore[union-attr]
