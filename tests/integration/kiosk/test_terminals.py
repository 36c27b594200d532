"""Terminals in the office: added, given a code, revoked; only by who looks after them."""

from collections.abc import Callable

from sqlalchemy import select

from app.core.db import db
from app.kiosk.models import Terminal
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.integration.kiosk.conftest import counting_statements, rows

Clients = Callable[[Person | None], PageClient]
NAME = "Quiosque da biblioteca"


def add(client: PageClient) -> Page:
    page = client.get("/terminals/new")
    return client.submit(page, "/terminals/new", name=NAME, place="Piso 1")


def shown_code(page: Page) -> str:
    figure = page.soup.select_one(".card-figure")
    return figure.get_text().replace(" ", "").strip() if figure else ""


def test_a_terminal_is_added_and_its_code_is_shown_once(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    answer = add(client)
    code = shown_code(client.follow(answer))
    assert len(code) == 9
    assert code.isdigit()
    assert shown_code(client.get(answer.location)) == ""
    assert NAME in client.get("/terminals").text
    db.session.rollback()
    row = db.session.scalars(select(Terminal).where(Terminal.name == NAME)).one()
    assert row.municipality_id == cast.here
    assert code not in str(vars(row))


def test_the_same_form_twice_adds_one_terminal(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    page = client.get("/terminals/new")
    places = {client.submit(page, "/terminals/new", name=NAME).location for _ in range(2)}
    assert len(places) == 1
    assert rows()["terminal"] == 2


def test_a_terminal_needs_a_name(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    page = client.submit(client.get("/terminals/new"), "/terminals/new", name="", place="Piso 1", status=422)
    assert "Piso 1" in str(page.soup)
    assert rows()["terminal"] == 1


def test_only_administrators_look_after_terminals(cast: Cast, client_for: Clients) -> None:
    for person in (cast.facilitator, cast.coordinator, cast.observer):
        client_for(person).get("/terminals", status=403)
        client_for(person).post(f"/terminals/{cast.kiosk.id}/revocation", status=403)
    assert client_for(None).get("/terminals", status=303).location.startswith("/sign-in")


def test_terminals_of_another_municipality_do_not_exist(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.stranger_administrator)
    assert "Quiosque do átrio" not in client.get("/terminals").text
    client.get(f"/terminals/{cast.kiosk.id}/revocation", status=404)
    client.post(f"/terminals/{cast.kiosk.id}/revocation", status=404)
    client.post(f"/terminals/{cast.kiosk.id}/code", status=404)


def test_a_revoked_terminal_stops_at_once_and_for_good(cast: Cast, client_for: Clients) -> None:
    administrator, kiosk = client_for(cast.administrator), client_for(cast.kiosk)
    kiosk.get("/kiosk/")
    page = administrator.get(f"/terminals/{cast.kiosk.id}/revocation")
    administrator.submit(page, f"/terminals/{cast.kiosk.id}/revocation")
    kiosk.get("/kiosk/", status=403)
    administrator.post(f"/terminals/{cast.kiosk.id}/code", status=409)


def test_the_list_costs_the_same_however_long(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    client.get("/terminals")
    with counting_statements() as few:
        client.get("/terminals")
    for _ in range(4):
        add(client)
    with counting_statements() as many:
        client.get("/terminals")
    assert len(few) == len(many)
