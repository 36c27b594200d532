"""A link for one thing: what whoever has it sees, may do, and is told when it is over."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from app.accounts.models import Membership
from app.core import clock
from app.core.db import db
from app.core.unit_of_work import writing
from app.network.links.models import PartnerLink
from app.network.links.operations import restore_link, withdraw_link
from app.network.links.tokens import grouped, token_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.links import Question, a_link, asked, path_of

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def question(app: object) -> Iterator[Question]:
    with asked() as found:
        yield found


@pytest.fixture
def link(cast: Cast, question: Question) -> PartnerLink:
    with writing():
        return a_link(cast.coordinator.actor, cast.here)


def read(link: PartnerLink) -> PartnerLink:
    db.session.rollback()
    return db.session.get_one(PartnerLink, link.id, populate_existing=True)


def test_an_answer_is_kept_and_can_be_changed(
    link: PartnerLink, question: Question, client_for: ClientFor
) -> None:
    client, path = client_for(None), path_of(link)
    page = client.get(path)
    assert "Ana Reis" in page.text
    page = client.follow(client.submit(page, path, words="Vou"))
    assert page.form(path)["words"] == "Vou"
    client.submit(page, path, words="Afinal não")
    assert question.answers == ["Vou", "Afinal não"]
    assert read(link).uses == 2


def test_it_is_answered_with_a_browser_that_keeps_no_cookies(
    link: PartnerLink, question: Question, client_for: ClientFor
) -> None:
    page = client_for(None).get(path_of(link))
    assert "Set-Cookie" not in page.response.headers
    answer = client_for(None).submit(page, path_of(link), words="Vou")
    assert "Set-Cookie" not in answer.response.headers
    assert question.answers == ["Vou"]


def test_a_form_that_was_not_drawn_for_it_is_shown_once_more(
    link: PartnerLink, question: Question, client_for: ClientFor
) -> None:
    page = client_for(None).post(path_of(link), {"words": "Vou", "csrf_token": "x"}, status=422)
    assert page.form(path_of(link))["words"] == "Vou"
    assert not question.answers


def test_mail_scanners_open_it_and_use_nothing(
    link: PartnerLink, question: Question, client_for: ClientFor
) -> None:
    path = path_of(link)
    for number in range(120):
        client = client_for(None)
        where = {"REMOTE_ADDR": f"198.51.100.{number}"}
        client.browser.head(path, environ_overrides=where)
        client.get(path, environ_overrides=where)
        for each in client.get(path, environ_overrides=where).soup.select("form"):
            client.get(str(each["action"]), environ_overrides=where)
    assert read(link).opened_at
    assert not read(link).answered_at
    client_for(None).submit(client_for(None).get(path), path, words="Vou")
    assert question.answers == ["Vou"]


def test_heads_do_not_open_it(link: PartnerLink, client_for: ClientFor) -> None:
    client_for(None).browser.head(path_of(link))
    assert not read(link).opened_at


def test_for_one_answer_the_second_is_told_kindly(cast: Cast, app: object, client_for: ClientFor) -> None:
    with asked(is_once=True) as question:
        with writing():
            link = a_link(cast.coordinator.actor, cast.here)
        first, second = client_for(None), client_for(None)
        drawn = second.get(path_of(link))
        page = first.follow(first.submit(first.get(path_of(link)), path_of(link), words="Vou"))
        assert not page.soup.select("form")
        second.submit(drawn, path_of(link), words="Não vou", status=200)
        assert question.answers == ["Vou"]


def test_withdrawn_expired_and_gone_are_said(
    cast: Cast, link: PartnerLink, question: Question, client_for: ClientFor
) -> None:
    client, coordinator, path = client_for(None), cast.coordinator.actor, path_of(link)
    with writing():
        withdraw_link(coordinator, link=read(link))
    withdrawn = client.get(path, status=410).text
    with writing():
        restore_link(coordinator, link=read(link))
    drawn = client.get(path)
    question.is_gone = True
    gone = client.submit(drawn, path, words="Vou", status=410).text
    question.is_gone = False
    with clock.frozen_at(clock.now() + timedelta(days=31)):
        expired = client.submit(drawn, path, words="Vou", status=410).text
    unknown = client.get("/l/nada", status=404).text
    assert len({withdrawn, gone, expired, unknown}) == 4
    assert not question.answers


def test_it_is_typed_off_paper(link: PartnerLink, client_for: ClientFor) -> None:
    client_for(None).get(f"/l/{grouped(token_of(link.id)).upper()}")


def test_it_outlives_who_sent_it(cast: Cast, link: PartnerLink, client_for: ClientFor) -> None:
    with writing():
        db.session.query(Membership).filter_by(staff_id=cast.coordinator.id).delete()
    client_for(None).get(path_of(link))


def test_guessing_addresses_is_slowed_down(link: PartnerLink, client_for: ClientFor) -> None:
    client = client_for(None)
    for number in range(60):
        client.get(f"/l/{number}", status=404, judge=False)
    client.get(path_of(link), status=429)


def test_who_sends_it_again_and_again_is_slowed_down_and_nobody_else(
    link: PartnerLink, question: Question, client_for: ClientFor
) -> None:
    client, path = client_for(None), path_of(link)
    page = client.get(path)
    for number in range(40):
        client.submit(page, path, words=f"Vou {number}")
    client.submit(page, path, words="Vou", status=429)
    sent = {**page.form(path), "words": "Também vou"}
    where = {"REMOTE_ADDR": "198.51.100.7"}
    answer = client.browser.post(path, data=sent, environ_overrides=where)
    assert (answer.status_code, question.answers[-1]) == (303, "Também vou")


def test_it_is_kept_by_nobody_and_tells_nobody(link: PartnerLink, client_for: ClientFor) -> None:
    page = client_for(None).get(path_of(link))
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.soup.select_one("meta[name=robots][content*=noindex]")
    assert page.soup.select_one("meta[name=referrer][content=no-referrer]")
    assert not page.soup.select("script")
