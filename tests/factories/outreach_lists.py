"""Partners' lists: one of each that an address names, and lists to be looked at."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.core.exports import Row, csv_file
from app.core.sheets import take_rows
from app.outreach.lists import fields
from app.outreach.lists.models import PartnerList
from app.outreach.lists.operations import bringing, matching, sending
from app.outreach.lists.operations.steps import all_of

HEADINGS = ("Nome", "Data de nascimento", "Telemóvel", "Freguesia", "Língua", "Situação")


def make_list(
    actor: Actor, organisation_id: UUID, rows: Sequence[Row], headings: Sequence[str] = HEADINGS
) -> PartnerList:
    """A list as it arrives; what its columns mean was not said yet."""
    sent = take_rows(csv_file(list(headings), rows), "lista.csv", limit=sending.MOST_ROWS)
    where = actor.here()
    whose = {"municipality_id": where, "organisation_id": organisation_id}
    return sending.add_list(actor, list_id=new_id(), sent=sent, **whose)


def look_through(actor: Actor, partner_list: PartnerList) -> None:
    """Take the columns for what they are called, and look for everybody."""
    mapping = fields.proposed(partner_list.headings, {})
    sending.choose_columns(actor, partner_list=partner_list, mapping=mapping)
    all_of(matching.match_some, actor, partner_list, matching.AT_ONCE)


def bring_in(actor: Actor, partner_list: PartnerList) -> None:
    bringing.begin_bringing(actor, partner_list=partner_list)
    all_of(bringing.bring_some, actor, partner_list, bringing.AT_ONCE)


def one_of_each_list(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """A list that was looked through, with somebody in it who is new."""
    made = make_list(
        actor, ids["organisation_id"], [["Lia Nova da Serra", "1984", "912 000 111", "", "", ""]]
    )
    look_through(actor, made)
    return {"partner_list_id": made.id}
