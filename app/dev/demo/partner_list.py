"""People whom a partner named: some decided about, some to be looked at, one row that stays out."""

from app.core.db import new_id
from app.core.exports import csv_file
from app.core.sheets import take_rows
from app.core.vocabulary import read_file
from app.dev.demo.outreach import FILE
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.outreach.lists import fields
from app.outreach.lists.models import Decision
from app.outreach.lists.operations import deciding, matching, sending
from app.outreach.lists.operations.deciding import Answer
from app.outreach.lists.operations.steps import all_of


def write_partner_list() -> None:
    content, beatriz = read_file(FILE)["list"], actor_named("Beatriz Lameira")
    sent = take_rows(csv_file(content["headings"], content["rows"]), "lista.csv", limit=sending.MOST_ROWS)
    whose = {"municipality_id": AMIEIRA, "organisation_id": id_of(content["partner"])}
    partner_list = sending.add_list(beatriz, list_id=new_id(), sent=sent, **whose)
    mapping = fields.proposed(partner_list.headings, {})
    sending.choose_columns(beatriz, partner_list=partner_list, mapping=mapping)
    all_of(matching.match_some, beatriz, partner_list, matching.AT_ONCE)
    answers = {number: Answer(Decision.NEW.value, "") for number in content["new"]}
    deciding.decide(actor_named("Tomás Penedo"), partner_list=partner_list, answers=answers)
