"""What merging means in the tables of people themselves."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import String, cast, delete, select, update

from app.accounts.queries import staff_names
from app.core import clock, i18n
from app.core.db import db
from app.people import names
from app.people.facts import words
from app.people.facts.held import held_on
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.merging import answers
from app.people.merging.rules import Fates, Merged, Rule, declare, rules
from app.people.models import (
    Consent,
    ContactPoint,
    Merge,
    MergeSnapshot,
    Participant,
    SupportTeamMember,
)
from app.people.name_index import write_anew
from app.people.operations.consents import withdraw_consent
from app.people.operations.facts import renew
from app.people.purposes import purposes
from app.people.rights.forgetting import Forgotten, forgotten
from app.people.wording import CONTACT_KINDS
from app.ui.wording import instant, short_day

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STANDS_ONCE: Any = _("Is there already, and stands once")
AS_CHOSEN: Any = _("As chosen below; the other stays in the history")


def _of_people(rows: Sequence[Participant]) -> list[str]:
    return [
        gettext("%(name)s, registered on %(day)s", name=each.name, day=short_day(each.created_at.date()))
        for each in rows
    ]


def _becomes_one(kept: Sequence[Participant], gone: Sequence[Participant]) -> Fates:
    stays = dict.fromkeys((each.id for each in kept), _("Gains what the other has"))
    goes = _("Becomes part of the other record; whoever looks for it is led there")
    return {**stays, **dict.fromkeys((each.id for each in gone), goes)}


def _be_one(told: Merged) -> None:
    """Of the record itself: what was chosen, what only one of them says, and protection if one has it."""
    kept, gone = told.kept, told.gone
    for name in ("name_on_papers", "parish_id"):
        if not getattr(kept, name) or (name in told.others and getattr(gone, name)):
            setattr(kept, name, getattr(gone, name))
    if gone.note and gone.note not in kept.note:
        kept.note = f"{kept.note}\n{gone.note}".strip()
    if "name" in told.others:
        kept.name, kept.sort_key = gone.name, names.sort_key(gone.name)
        write_anew(kept)
    if not gone.is_unverified:
        kept.unverified_since = None
    if gone.is_sealed and not kept.is_sealed:
        kept.sealed_at = gone.sealed_at


RECORD = declare(
    Rule(
        model=Participant,
        title=_("Record"),
        words=_of_people,
        act=_be_one,
        fates=_becomes_one,
        whose=(Participant.id,),
    )
)


def _of_facts(rows: Sequence[Fact]) -> list[str]:
    return ["" if fact.is_withdrawn else _of_fact(fact) for fact in rows]


def _of_fact(fact: Fact) -> str:
    said, since = f"{words.what(fact)}: {words.answer(fact)}", words.since(fact)
    return f"{said} ({since})" if since else said


def _which_holds(kept: Sequence[Fact], gone: Sequence[Fact]) -> Fates:
    if not (kept and gone):
        return {}
    day = answers.today_of(kept[0])
    mine, theirs = held_on(kept, day), held_on(gone, day)
    asked = answers.contradicting(mine, theirs)
    chosen = dict.fromkeys((each[of].id for each in (mine, theirs) for of in asked), AS_CHOSEN)
    twice = dict.fromkeys((each.id for each in answers.noted_twice(kept, gone)), STANDS_ONCE)
    over = {
        each.id: _("Stays in the history, and does not hold any more")
        for each in answers.overruled(kept, gone, day, ())
        if (each.kind, each.key) not in asked
    }
    return {**over, **chosen, **twice}


def _join_facts(told: Merged) -> None:
    kept, gone = list_facts(told.kept.id), list_facts(told.gone.id)
    twice = answers.noted_twice(kept, gone)
    others = [fact for fact in gone if fact not in twice]
    for fact in list(answers.overruled(kept, others, answers.today_of(told.kept), told.others)):
        fact.withdrawn_at, fact.withdrawn_by = clock.now(), told.actor.id
    for fact in twice:
        db.session.delete(fact)
    for fact in others:
        fact.participant_id = told.kept.id
    renew(told.kept, {fact.kind for fact in others})


FACTS = declare(
    Rule(model=Fact, title=_("What is noted"), words=_of_facts, act=_join_facts, fates=_which_holds)
)


def _of_contacts(rows: Sequence[ContactPoint]) -> list[str]:
    """Only of which kind: whoever wants to read them opens them, which is logged."""
    return [str(CONTACT_KINDS.get(each.kind, each.kind)) for each in rows]


def _same(said: Callable[[Any], object], told: Any) -> Callable[[Sequence[Any], Sequence[Any]], Fates]:
    """Rows of the second that say the same as one of the first are `told` so."""

    def fates(kept: Sequence[Any], gone: Sequence[Any]) -> Fates:
        known = {said(each) for each in kept} - {None}
        return {each.id: told for each in gone if said(each) in known}

    return fates


def _contact(each: ContactPoint) -> object:
    return each.kind, each.key


def _member(each: SupportTeamMember) -> object:
    return each.staff_id


def _agreed(each: Consent) -> object:
    return (each.purpose, each.recipient_id, each.wording) if each.is_active else None


def _once(model: type[Any], said: Callable[[Any], object], told: Merged) -> None:
    """What both have stands once; the rest goes along."""
    kept, gone = (rules[model.__tablename__].rows(each.id) for each in (told.kept, told.gone))
    known = {said(each) for each in kept}
    for each in gone:
        if said(each) in known:
            db.session.delete(each)
        else:
            each.participant_id = told.kept.id
    db.session.flush()


CONTACTS = declare(
    Rule(
        model=ContactPoint,
        title=_("Ways to reach the person"),
        words=_of_contacts,
        act=partial(_once, ContactPoint, _contact),
        fates=_same(_contact, STANDS_ONCE),
    )
)


def _of_consents(rows: Sequence[Consent]) -> list[str]:
    language = i18n.current().code
    return [purposes()[each.purpose].wording(language).title for each in rows]


def _move_consents(told: Merged) -> None:
    """Of what both agree to, the kept person's own stands; the other ends, and stays to be read. So does what
    the kept person agreed to before and refused since.
    """
    rule = rules[Consent.__tablename__]
    for each in rule.rows(told.kept.id):
        if each.is_active and told.refuses(each):
            withdraw_consent(told.actor, participant=told.kept, consent=each)
    held = {_agreed(each) for each in rule.rows(told.kept.id)} - {None}
    for each in rule.rows(told.gone.id):
        if _agreed(each) in held:
            each.withdrawn_at, each.withdrawn_to = clock.now(), told.actor.id
        each.participant_id = told.kept.id
    db.session.flush()


CONSENTS = declare(
    Rule(
        model=Consent,
        title=_("Consents"),
        words=_of_consents,
        act=_move_consents,
        fates=_same(_agreed, _("Ends today: the same is agreed to already")),
    )
)


def _of_team(rows: Sequence[SupportTeamMember]) -> list[str]:
    known = staff_names(each.staff_id for each in rows)
    return [known.get(each.staff_id, "") for each in rows]


TEAM = declare(
    Rule(
        model=SupportTeamMember,
        title=_("Support team"),
        words=_of_team,
        act=partial(_once, SupportTeamMember, _member),
        fates=_same(_member, STANDS_ONCE),
    )
)


def _of_merges(rows: Sequence[Merge]) -> list[str]:
    said = ((each, gettext("Merged on %(moment)s", moment=instant(each.at))) for each in rows)
    return ["" if each.is_undone else merged for each, merged in said]


def _follow_merges(told: Merged) -> None:
    """Whoever looks for a record that was merged before is led to the one that is kept now."""
    rows = update(Merge).where(Merge.kept_id == told.gone.id)
    db.session.execute(rows.values(kept_id=told.kept.id))


MERGES = declare(
    Rule(
        model=Merge,
        title=_("Earlier merges"),
        words=_of_merges,
        act=_follow_merges,
        whose=(Merge.kept_id,),
    )
)


@forgotten.connect
def forget_merges(told: Forgotten) -> None:
    """The ids under which they were known before go with theirs, and whatever holds how their rows stood."""
    parts = select(Merge.gone_id).where(Merge.kept_id.in_(told.people), Merge.undone_at.is_(None))
    told.ids.update(db.session.scalars(parts))
    where = {each.municipality_id for each in told.people.values()}
    kept = select(MergeSnapshot.merge_id, cast(MergeSnapshot.rows, String))
    there = db.session.execute(kept.where(MergeSnapshot.municipality_id.in_(where)))
    ids = {str(each) for each in told.ids}
    theirs = [merge_id for merge_id, rows in there if not ids.isdisjoint(_ID.findall(rows))]
    db.session.execute(delete(MergeSnapshot).where(MergeSnapshot.merge_id.in_(theirs)))
