"""Finding a list whose code was lost, with the person's help, never leafing through others'."""

from collections.abc import Callable

from sqlalchemy import select

from app.core import audit
from app.core.db import db
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from tests.cast import Cast
from tests.client import PageClient
from tests.integration.office.conftest import ClientFor

Waiting = Callable[[], tuple[Inventory, ClaimCode]]


def asking(inventory: Inventory, **more: str) -> str:
    assert inventory.saved_at
    day = inventory.saved_at.date()
    parts = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/lost-code?saved_on={day.day}&saved_on={day.month}&saved_on={day.year}{parts}"


def test_the_day_and_a_picture_find_it(desk: PageClient, waiting: Waiting) -> None:
    inventory, code = waiting()
    page = desk.get(asking(inventory, first=code.pictures[1][1]))
    opened = desk.submit(page, f"/lost-code/{inventory.id}/opening")
    assert opened.location == f"/desk/{inventory.id}"
    desk.follow(opened)
    kept = select(audit.AuditEntry).where(audit.AuditEntry.action == "inventory.opened_without_code")
    assert db.session.scalars(kept).one().subject_id == inventory.id


def test_what_does_not_fit_finds_nothing(desk: PageClient, waiting: Waiting) -> None:
    inventory, _ = waiting()
    page = desk.get(asking(inventory, contexts="free-time"))
    assert page.soup.select_one("#lost .card") is None


def test_many_lists_are_not_shown(desk: PageClient, waiting: Waiting) -> None:
    inventories = [waiting()[0] for _ in range(6)]
    page = desk.get(asking(inventories[0]))
    assert page.soup.select_one("#lost .notice-warning") is not None
    assert page.soup.select_one("#lost .card") is None


def test_a_day_is_needed(desk: PageClient) -> None:
    desk.get("/lost-code")
    page = desk.get("/lost-code?saved_on=&saved_on=&saved_on=&first=xpto", status=422)
    assert len(page.soup.select(".error-summary li")) == 2


def test_who_may_look(client_for: ClientFor, cast: Cast, waiting: Waiting) -> None:
    inventory, _ = waiting()
    assert client_for(cast.stranger).get(asking(inventory)).soup.select_one("#lost .card") is None
    client_for(cast.stranger).post(f"/lost-code/{inventory.id}/opening", status=404)
    client_for(cast.registrar).get("/lost-code", status=403)
    client_for(cast.registrar).post(f"/lost-code/{inventory.id}/opening", status=403)
    client_for(cast.facilitator).get(f"/lost-code/{inventory.id}/opening", status=405)
