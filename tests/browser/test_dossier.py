"""A person asks for their data at the desk and gets it in Ukrainian beside Portuguese."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import expect

from app.people.models import Participant
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.cast import Cast
from tests.factories.one_of_each import a_person, clerk, list_of, making

Keep = Callable[..., None]


def person_of(cast: Cast) -> Participant:
    """Somebody with a list, who reads Ukrainian."""
    actor = clerk(cast.here, cast.facilitator.id)
    with making():
        person = a_person(actor, name="Олена Коваль")
        list_of(actor, participant_id=person.id)
    return person


def test_a_person_gets_their_data_in_ukrainian_beside_portuguese(
    open_as: Open, cast: Cast, keep: Keep, tmp_path: Path
) -> None:
    person_id = person_of(cast).id
    desk = open_as(cast.facilitator, javascript=False)
    desk.goto(f"/participants/{person_id}")
    keep(desk, "dossier-person", DESK, TELEPHONE)
    desk.locator(f'main a[href="/participants/{person_id}/data"]').click()
    expect(desk.locator('input[name="language"][value="uk"]')).to_be_checked()
    button = desk.locator(f'form[action="/participants/{person_id}/data"] button[type="submit"]')
    button.click()
    expect(desk.locator("[aria-invalid], .error-summary, [role=alert]").first).to_be_visible()
    keep(desk, "dossier-mistake", DESK, TELEPHONE)
    desk.locator('input[name="reason"][value="here"]').check()
    keep(desk, "dossier", DESK, TELEPHONE)
    with desk.expect_download() as download:
        button.click()
    with ZipFile(download.value.path()) as folder:
        folder.extractall(tmp_path)
    read = open_as(None)
    read.goto(f"file://{tmp_path}/dados.html")
    expect(read.locator("h1")).to_have_text("Ваші дані Os seus dados", use_inner_text=True)
    ukrainian, portuguese = read.locator("dl[lang=uk]"), read.locator("dl[lang=pt-PT]")
    expect(ukrainian.first).to_contain_text("українська")
    expect(portuguese.first).to_contain_text("ucraniano")
    first, second = ukrainian.first.bounding_box(), portuguese.first.bounding_box()
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]
    keep(read, "dossier-file", DESK, TELEPHONE)
    desk.goto(f"/participants/{person_id}/history")
    expect(desk.locator("main .timeline > *").first).to_contain_text("Os dados foram entregues")
