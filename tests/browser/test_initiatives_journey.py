"""From what eight people can do to a cooperative in planning: found, completed, begun, written, printed."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.circles.models import CirclePlace
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams.models import TeamPlace
from app.network.parties.queries import list_organisations
from app.people.models import Participant
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import answer_card, describe_entry
from app.skills.operations.learning_wishes import wish_to_learn
from app.workshops.projects.operations import Way, create_project_sheet
from tests.browser.conftest import Open
from tests.browser.screens import send, write_day
from tests.cast import Cast
from tests.factories.initiatives_teams import CONTEXT, an_opportunity, competences, somebody
from tests.factories.offers import an_offer
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import ZONE, make_workshop

WORKSHOPS, NEIGHBOURS = ("Oficina de março", "Oficina de abril", "Oficina de maio"), 4
BREAD = "Pão de forno a lenha"
PLAN = {"whom": "Quem vive só", "what": "Arranjos e jardins", "brings": "Doze arranjos por semana"}
Keep = Callable[..., None]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_eight_people_four_of_them_a_course_and_a_cooperative(
    javascript: bool, open_as: Open, cast: Cast, keep: Keep
) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    with making():
        people, opportunity = a_place_with_a_need(staff)
        need, person = opportunity.id, people[0].id
    page = open_as(cast.facilitator, javascript=javascript)
    page.goto(f"/opportunities/{need}")
    search = look_for_people(page)
    team = open_best(page)
    expect(page.locator("main .tag-bad")).to_have_count(1)
    keep(page, "team-with-a-gap")
    is_paper(page, f"{team}/matrix.pdf")
    with making():
        learn_by_a_course(staff, person)
    page.goto(search)
    solve(page)
    team = open_best(page)
    expect(page.locator("main .tag-bad")).to_have_count(0)
    page.goto(f"/team-places/{places_in(team)[0]}")
    expect(page.locator("main")).to_contain_text("Alda")
    invite_and_accept(page, team)
    initiative = begin_group(page, team)
    on_to(page, initiative, Stage.EXPLORING)
    on_to(page, initiative, Stage.PLANNING)
    write_plan(page, initiative)
    plan_cash(page, initiative)
    keep(page, "cash-plan")
    for paper in ("canvas/paper.pdf", "cash-plan.pdf"):
        is_paper(page, f"{initiative}/{paper}")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_way_that_somebody_chose_becomes_an_initiative(
    javascript: bool, open_as: Open, cast: Cast
) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    with making():
        person = somebody(staff, "Alda Uma", {})
        ways = [
            Way(kind="job", title="Emprego na padaria"),
            Way(kind="own_activity", title="Pão de forno a lenha"),
        ]
        sheet = create_project_sheet(staff, sheet_id=new_id(), participant=person, ways=ways, chosen=1)
        sheet_id, person_id = sheet.id, person.id
    page = open_as(cast.facilitator, javascript=javascript)
    page.goto(f"/project-sheets/{sheet_id}")
    send(page, page.locator('main a[href*="/initiatives/new"]').first)
    expect(page.locator("#title")).to_have_value(BREAD)
    page.locator("#kind").select_option("individual")
    send(page, page.locator("main form button.button-primary"))
    made = page.url.rsplit("/", 1)[-1]
    expect(page.locator("main")).to_contain_text("Alda Uma")
    page.goto(f"/project-sheets/{sheet_id}")
    expect(page.locator(f'main a[href$="/initiatives/{made}"]').first).to_be_visible()
    page.goto(f"/participants/{person_id}")
    expect(page.locator(f'main a[href$="/initiatives/{made}"]').first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_circle_of_three_meets(javascript: bool, open_as: Open, cast: Cast, keep: Keep) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    with making():
        three_who_teach_each_other(staff)
        house = str(list_organisations(cast.here)[0].id)
    page = open_as(cast.facilitator, javascript=javascript)
    page.goto("/circles/new")
    send(page, page.locator("main form button.button-primary"))
    if page.locator('main a[href^="/circles/"]').count() == 0:
        solve(page)
    send(page, page.locator('main a[href^="/circles/"]:not([href="/circles/new"])').first)
    circle = page.url
    keep(page, "circle-of-three")
    for place in places_of_circle():
        page.goto(circle)
        answers = page.locator(f'form[action="/circle-places/{place}/answer"]')
        send(page, answers.filter(has=page.locator('input[value="yes"]')).locator("button"))
    page.goto(f"{circle}/meeting")
    page.locator("#place_name").fill("Junta de freguesia")
    write_day(page, "on", clock.today(ZONE) + timedelta(days=20))
    send(page, page.locator("main form button.button-primary"))
    is_paper(page, f"{circle}/cards.pdf")
    page.goto(f"{circle}/atelier")
    page.locator("#starts").fill("10:00")
    page.locator("#ends").fill("12:00")
    page.locator("#organisation_id").select_option(house)
    send(page, page.locator("main form button.button-primary"))
    assert "/workshops/" in page.url
    expect(page.locator(f'main a[href="{urlsplit(circle).path}"]').first).to_be_visible()


def three_who_teach_each_other(actor: Actor) -> None:
    """Each wants to learn what the one before teaches."""
    things = competences(3)
    for at, name in enumerate(("Alda", "Bento", "Carla")):
        person = somebody(actor, f"{name} Roda", {things[at]: "teaches"})
        inventory = db.session.query(Inventory).filter_by(participant_id=person.id).one()
        wish_to_learn(actor, inventory=inventory, competence_id=things[at - 1])


def places_of_circle() -> list[UUID]:
    db.session.rollback()
    places = [each.id for each in db.session.query(CirclePlace).order_by(CirclePlace.position)]
    db.session.rollback()
    assert len(places) == 3
    return places


def a_place_with_a_need(actor: Actor) -> tuple[list[Participant], Opportunity]:
    """Eight people of three workshops; five things are needed, of which four people can do one each."""
    for title in WORKSHOPS:
        make_workshop(actor, title=title)
    needs = competences(5)
    names = ("Alda", "Bento", "Carla", "Dinis", "Elvira", "Fausto", "Gina", "Hugo")
    can = [{needs[at]: "alone"} if at < NEIGHBOURS else {} for at in range(len(names))]
    people = [somebody(actor, f"{name} Vizinho", each) for name, each in zip(names, can, strict=True)]
    return people, an_opportunity(actor, needs, most=NEIGHBOURS)


def look_for_people(page: Page) -> str:
    send(page, page.locator('form[action$="/team-searches"] button').first)
    found = page.url
    solve(page)
    return found


def solve(page: Page) -> None:
    send(page, page.locator('form[action$="/solution"] button').first)


def open_best(page: Page) -> str:
    """The page of the best team; its address."""
    send(page, page.locator('main a[href^="/teams/"]').first)
    return page.url


def id_in(address: str) -> UUID:
    return UUID(address.rsplit("/", 1)[-1])


def places_in(team: str) -> list[UUID]:
    """Those of a team, in its order."""
    db.session.rollback()
    found = db.session.query(TeamPlace).filter_by(team_id=id_in(team)).order_by(TeamPlace.position)
    places = [each.id for each in found]
    db.session.rollback()
    return places


def learn_by_a_course(actor: Actor, person_id: object) -> None:
    """A training that is offered gives the fifth; who went there can do it now."""
    fifth = competences(5)[-1]
    an_offer(actor, kind="training", title="Curso de canalizações", competences=[fifth])
    person = db.session.get_one(Participant, person_id)
    inventory = db.session.query(Inventory).filter_by(participant_id=person.id).one()
    entry = answer_card(actor, inventory=inventory, competence_id=fifth, context=CONTEXT, frequency="once")
    assert entry
    describe_entry(actor, entry=entry, level="alone", wish="yes")


def invite_and_accept(page: Page, team: str) -> None:
    page.goto(f"{team}/invitations")
    send(page, page.locator('form[action$="/invitations"] button.button-primary'))
    places = places_in(team)
    assert len(places) == NEIGHBOURS
    for place in places:
        page.goto(f"/team-places/{place}/answer")
        page.locator('[name="answer"][value="yes"]').check()
        page.locator('[name="how"][value="desk"]').check()
        send(page, page.locator("main form button.button-primary"))


def begin_group(page: Page, team: str) -> str:
    page.goto(f"{team}/group")
    page.locator("#kind").select_option("cooperative_services")
    send(page, page.locator("main form button.button-primary"))
    assert "/initiatives/" in page.url
    return page.url


def on_to(page: Page, initiative: str, stage: Stage) -> None:
    """Through a gate with open items: the note says why."""
    page.goto(f"{initiative}/gate")
    page.locator("#note").fill("Decidido em reunião do grupo.")
    send(page, page.locator("main form button.button-primary"))
    db.session.rollback()
    assert db.session.get_one(Initiative, id_in(initiative)).state == stage
    db.session.rollback()


def write_plan(page: Page, initiative: str) -> None:
    page.goto(f"{initiative}/canvas/edit")
    for name, words in PLAN.items():
        page.locator(f"#{name}").fill(words)
    send(page, page.locator("main form button.button-primary"))
    page.goto(f"{initiative}/canvas")
    expect(page.locator("main")).to_contain_text(PLAN["brings"])


def plan_cash(page: Page, initiative: str) -> None:
    page.goto(f"{initiative}/cash-plan/new")
    page.locator("#opening").fill("500")
    send(page, page.locator("main form button.button-primary"))
    page.goto(f"{initiative}/cash-plan/lines/new")
    page.locator("#title").fill("Arranjos e jardins")
    page.locator('[name="direction"]').first.check()
    page.locator("#amount").fill("800")
    send(page, page.locator('button[name="fill"]'))
    send(page, page.locator("main form button.button-primary"))
    page.goto(f"{initiative}/cash-plan")


def is_paper(page: Page, address: str) -> None:
    answer = page.request.get(address)
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
