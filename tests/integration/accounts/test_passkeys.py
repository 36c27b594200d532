"""Passkeys: made, shown instead of a password, shown beside one; and every way in which one is refused."""

import html
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from webauthn import generate_registration_options, options_to_json
from webauthn.helpers import base64url_to_bytes, structs

from app.accounts import passwords
from app.accounts.factors.models import Passkey
from app.accounts.factors.passkeys import ANSWERED_WITHIN
from app.accounts.models import CONFIRMED_FOR, Staff, StaffSession
from app.core import clock
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing
from tests.authenticator import PRESENT, Device
from tests.cast import PASSWORD, Cast, Person, hash_of
from tests.client import Page, PageClient

ClientFor = Callable[[Person | None], PageClient]
PASSKEYS = "/account/second-factor/passkeys"


def question(page: Page, action: str) -> str:
    form = page.soup.select_one(f'form[data-passkey][action="{action}"]')
    assert form is not None
    return html.unescape(str(form["data-question"]))


def add(client: PageClient, device: Device, *, status: int = 303) -> Page:
    page = client.get(PASSKEYS)
    answer = device.make(question(page, PASSKEYS))
    return client.submit(page, PASSKEYS, name="O meu telemóvel", answer=answer, status=status)


def test_a_device_is_asked_what_the_library_would_ask(cast: Cast, client_for: ClientFor) -> None:
    asked = json.loads(question(client_for(cast.facilitator).get(PASSKEYS), PASSKEYS))
    person = asked["user"]
    reference = generate_registration_options(
        rp_id=asked["rp"]["id"],
        rp_name=asked["rp"]["name"],
        user_id=base64url_to_bytes(person["id"]),
        user_name=person["name"],
        user_display_name=person["displayName"],
        challenge=base64url_to_bytes(asked["challenge"]),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    assert asked == json.loads(options_to_json(reference))


@pytest.fixture
def device(cast: Cast, client_for: ClientFor) -> Device:
    """A device that holds a passkey of the facilitator, who has a password as well."""
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).password_hash = passwords.hash_password(PASSWORD)
    device = Device()
    add(client_for(cast.facilitator), device)
    return device


def sign_in(client: PageClient, device: Device, *, status: int = 303) -> Page:
    asked = question(client.get("/sign-in"), "/sign-in/passkey")
    return client.post("/sign-in/passkey", {"answer": device.show(asked), "next": "/account"}, status=status)


def test_the_first_one_brings_recovery_codes(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.follow(add(client, Device()))
    assert len(page.soup.select(".recovery-codes code")) == 10
    assert "O meu telemóvel" in client.get("/account/second-factor").text


def test_who_adds_or_removes_a_passkey_is_told_which_by_mail(
    app: Autonomus, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://localhost:2525"))
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).language = "en"
    client = client_for(cast.facilitator)
    add(client, Device())
    passkey = db.session.scalars(select(Passkey)).one()
    client.submit(client.get("/account/second-factor"), f"{PASSKEYS}/{passkey.id}/removal")
    sent = db.session.scalars(select(Job).where(Job.kind == "mail.send").order_by(Job.id)).all()
    assert {each.payload["to"] for each in sent} == {cast.facilitator.email}
    added, removed = (each.payload["text"] for each in sent)
    assert "The passkey “O meu telemóvel” was added" in added
    assert "The passkey “O meu telemóvel” was removed" in removed


def test_a_passkey_alone_signs_in(device: Device, client_for: ClientFor) -> None:
    client = client_for(None)
    assert sign_in(client, device).location.endswith("/account")
    client.get("/account")
    stored = db.session.scalars(select(Passkey)).one()
    assert stored.sign_count == device.count
    assert stored.used_at is not None


def test_beside_a_password_it_is_the_second_factor(device: Device, cast: Cast, client_for: ClientFor) -> None:
    client = client_for(None)
    page = client.follow(
        client.submit(client.get("/sign-in"), "/sign-in", email=cast.facilitator.email, password=PASSWORD)
    )
    asked = question(page, "/sign-in/second")
    assert json.loads(asked)["allowCredentials"]
    client.post("/sign-in/second", {"answer": device.show(asked)})
    client.get("/account")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"origin": "https://evil.example"}, "de outro sítio"),
        ({"site": "evil.example"}, "Não foi possível verificar"),
        ({"flags": PRESENT}, "Não foi possível verificar"),
        ({"count": -1}, "conta menos utilizações"),
    ],
)
def test_an_answer_that_is_wrong_in_one_thing_opens_nothing(
    device: Device, client_for: ClientFor, change: dict[str, object], words: str
) -> None:
    with writing():
        db.session.scalars(select(Passkey)).one().sign_count = 5
    device.count = 7
    for name, value in change.items():
        setattr(device, name, value)
    client = client_for(None)
    assert words in sign_in(client, device, status=422).text
    client.get("/account", status=303)


def test_a_copy_that_counts_on_from_before_is_refused(device: Device, client_for: ClientFor) -> None:
    device.count = 40
    sign_in(client_for(None), device)
    device.count = 30
    assert "conta menos utilizações" in sign_in(client_for(None), device, status=422).text


def test_devices_that_do_not_count_are_taken(device: Device, client_for: ClientFor) -> None:
    for _ in range(2):
        device.count = -1
        sign_in(client_for(None), device)


def test_another_key_under_the_same_name_opens_nothing(device: Device, client_for: ClientFor) -> None:
    sign_in(client_for(None), Device(id=device.id, count=50), status=422)


def test_an_unknown_passkey_says_so(client_for: ClientFor) -> None:
    assert "não é conhecida aqui" in sign_in(client_for(None), Device(), status=422).text


def test_an_answer_that_somebody_recorded_opens_nothing_again(device: Device, client_for: ClientFor) -> None:
    client = client_for(None)
    asked = question(client.get("/sign-in"), "/sign-in/passkey")
    device.count = -1  # one that does not count: only the question tells
    answer = device.show(asked)
    client.post("/sign-in/passkey", {"answer": answer})
    client_for(None).post("/sign-in/passkey", {"answer": answer}, status=422)


def test_a_question_waits_for_its_time_and_answers_no_other(
    device: Device, cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(None)
    asked = question(client.get("/sign-in"), "/sign-in/passkey")
    with clock.frozen_at(clock.now() + ANSWERED_WITHIN + timedelta(seconds=1)):
        client.post("/sign-in/passkey", {"answer": device.show(asked)}, status=422)
    own = client_for(cast.facilitator)
    enrolling = question(own.get(PASSKEYS), PASSKEYS)
    client.post("/sign-in/passkey", {"answer": device.show(enrolling)}, status=422)
    invented = json.dumps({"challenge": "AAAA"})
    client.post("/sign-in/passkey", {"answer": device.show(invented)}, status=422)


@pytest.mark.parametrize(
    "answer", ["", "{", "[]", "null", '{"id": 7}', '{"id": "x", "response": []}', "\x00"]
)
def test_nonsense_is_refused(device: Device, client_for: ClientFor, answer: str) -> None:
    client_for(None).post("/sign-in/passkey", {"answer": answer}, status=422)
    known = db.session.scalars(select(Passkey.credential_id)).one()
    bent = json.dumps({"id": known, "rawId": known, "type": "public-key", "response": answer})
    client_for(None).post("/sign-in/passkey", {"answer": bent}, status=422)


def test_a_suspended_account_does_not_come_in(device: Device, cast: Cast, client_for: ClientFor) -> None:
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).suspended_at = clock.now()
    sign_in(client_for(None), device, status=422)


def test_made_elsewhere_it_is_not_kept(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = add(client, Device(origin="https://evil.example"), status=422)
    assert "de outro sítio" in page.text
    add(client, Device(flags=PRESENT), status=422)
    assert not db.session.scalars(select(Passkey)).all()


def test_without_an_answer_the_page_says_what_it_takes(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.submit(client.get(PASSKEYS), PASSKEYS, name="Chave", status=422)
    assert "JavaScript" in page.text
    assert page.form(PASSKEYS)["name"] == "Chave"


def test_the_same_passkey_is_no_second_one(device: Device, cast: Cast, client_for: ClientFor) -> None:
    assert "já é conhecida" in add(client_for(cast.facilitator), device, status=422).text


def test_it_shows_once_more_who_it_is(device: Device, cast: Cast, client_for: ClientFor) -> None:
    with writing():
        same = StaffSession.token_hash == hash_of(cast.facilitator.token)
        session = db.session.scalars(select(StaffSession).where(same)).one()
        session.confirmed_at = clock.now() - CONFIRMED_FOR
    client = client_for(cast.facilitator)
    page = client.get("/calendar/links")
    form = {"kind": "facilitator", "subject_id": str(cast.facilitator.id)}
    asked = client.post("/calendar/links", form, status=403)
    answer = device.show(question(asked, "/calendar/links"))
    assert page.status == 200
    client.post("/calendar/links", {**form, "confirm-answer": answer})


def test_removed_it_opens_nothing(device: Device, cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    stored = db.session.scalars(select(Passkey)).one()
    client.submit(client.get("/account/second-factor"), f"{PASSKEYS}/{stored.id}/removal")
    sign_in(client_for(None), device, status=422)
