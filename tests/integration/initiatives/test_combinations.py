"""What one person's competences add up to, on a page from theirs."""

from app.core.db import new_id
from app.core.unit_of_work import writing
from app.initiatives.opportunities import operations
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.operations import Plan
from app.people.models import Participant
from app.skills.loader import id_of
from tests.cast import Cast
from tests.factories.initiatives_opportunities import a_need
from tests.factories.offers import an_offer
from tests.integration.initiatives.test_opportunities import ClientFor
from tests.integration.skills.conftest import MakeList, MakePerson


def wanting(cast: Cast, title: str, *keys: str, **values: str) -> Opportunity:
    """An open opportunity that takes these."""
    actor = cast.facilitator.actor
    with writing():
        found = operations.create_opportunity(
            actor,
            opportunity_id=new_id(),
            municipality_id=cast.here,
            plan=Plan(title=title),
            needs=[a_need(id_of(key), **values) for key in keys],
        )
        operations.publish(actor, opportunity=found)
    return found


def address(person: Participant) -> str:
    return f"/participants/{person.id}/combinations"


def test_the_page_says_what_is_wanted_together_and_what_one_thing_would_open(
    cast: Cast, client_for: ClientFor, make_list: MakeList, make_person: MakePerson
) -> None:
    person = make_person("Ana", consent=False)
    make_list("care-child", "care-older-person", participant=person)
    whole = wanting(cast, "Companhia em casa", "care-child", "care-older-person")
    nearly = wanting(cast, "Lar de dia", "care-child", "care-older-person", "cook-everyday-meals")
    with writing():
        an_offer(cast.facilitator.actor, kind="training", title="Curso de cozinha")
    page = client_for(cast.facilitator).get(address(person))
    found = page.soup.select("main .work > li")
    assert len(found) == 1
    assert [each["href"] for each in found[0].select("a")] == [
        f"/opportunities/{whole.id}",
        f"/opportunities/{nearly.id}",
    ]
    assert "Lar de dia" in page.soup.select_one("main table").text  # type: ignore[union-attr]


def test_without_a_list_it_says_what_to_do(
    cast: Cast, client_for: ClientFor, make_person: MakePerson
) -> None:
    page = client_for(cast.facilitator).get(address(make_person("Ana")))
    assert not page.soup.select("main .work, main table")


def test_it_is_reached_from_the_person_and_not_from_elsewhere(
    cast: Cast, client_for: ClientFor, make_person: MakePerson
) -> None:
    person = make_person("Ana")
    page = client_for(cast.facilitator).get(f"/participants/{person.id}")
    assert page.soup.select(f'a[href="{address(person)}"]')
    client_for(cast.stranger).get(address(person), status=404)
