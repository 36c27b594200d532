"""A list that was received for the wrong person, repaired on its page by whoever received it."""

from collections.abc import Callable

from app.core.db import db
from app.office.operations import receive
from app.people.models import Participant
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from tests.cast import Cast
from tests.client import PageClient
from tests.factories.one_of_each import making
from tests.integration.office.conftest import ClientFor, Register

Waiting = Callable[[], tuple[Inventory, ClaimCode]]


def received(cast: Cast, waiting: Waiting, person: Participant) -> str:
    inventory, _code = waiting()
    with making():
        receive(cast.facilitator.actor, inventory=inventory, participant=person)
    return f"/inventories/{inventory.id}"


def test_it_goes_to_the_right_person_in_three_clicks(
    cast: Cast, desk: PageClient, waiting: Waiting, register: Register
) -> None:
    """From its page: somebody else's, the name, this person."""
    ana, rui = register("Ana Errada"), register("Rui Certo")
    page = desk.get(received(cast, waiting, ana))
    assert "Este levantamento não é de Ana Errada?" in page.text
    move = str(page.soup.select("details a[href^='/desk/']")[0]["href"])
    asked = desk.get(move)
    assert "Foi recebido para Ana Errada" in asked.text
    action = f"{move}#who"
    proposed = desk.submit(asked, action, status=200, name="Rui Certo")
    assert "Sim, é esta pessoa" in proposed.text
    page = desk.follow(desk.submit(proposed, action, participant_id=str(rui.id)))
    assert "O levantamento é agora de Rui Certo." in page.text
    assert "Um levantamento era afinal de outra pessoa" in desk.get(f"/participants/{ana.id}/history").text


def test_it_waits_again_and_says_so(
    cast: Cast, desk: PageClient, waiting: Waiting, register: Register
) -> None:
    url = received(cast, waiting, register("Ana Errada"))
    page = desk.follow(desk.submit(desk.get(url), f"{url}/return"))
    assert "O levantamento fica outra vez à espera, com o seu código." in page.text
    db.session.expire_all()
    assert db.session.query(Inventory).one().state == "saved"


def test_nobody_else_is_offered_it(
    cast: Cast, waiting: Waiting, register: Register, client_for: ClientFor
) -> None:
    url = received(cast, waiting, register("Ana Errada"))
    other = client_for(cast.colleague)
    assert "Este levantamento não é de" not in other.get(url).text
    other.get(url.replace("inventories", "desk") + "/person", status=403)
    client_for(cast.stranger).get(url.replace("inventories", "desk") + "/person", status=404)
