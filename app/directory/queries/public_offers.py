"""How vacancies, training offers and internships look to the public."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from babel.dates import format_date
from babel.numbers import format_currency
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.db import db
from app.core.texts import Text, in_language
from app.directory.models import Offer, OfferKind, OfferState
from app.directory.public import Fact, PublicEntry
from app.directory.vocabulary import vocabulary
from app.network.queries import get_zone, organisation_names


class Offers:
    """One kind of offer (app/directory/public.py)."""

    def __init__(self, kind: OfferKind) -> None:
        self.key = kind.value

    def entries(self, actor: Actor, ids: Sequence[UUID], *, languages: Sequence[str]) -> list[PublicEntry]:
        """The open ones of the actor's municipality among these whose last day is not over."""
        if not ids:
            return []
        here = actor.here()
        rows = db.session.scalars(
            select(Offer)
            .where(
                Offer.id.in_(ids),
                Offer.municipality_id == here,
                Offer.kind == self.key,
                Offer.state == OfferState.OPEN.value,
            )
            .options(selectinload(Offer.texts))
            .order_by(Offer.sort_key, Offer.id)
        ).all()
        today = clock.today(get_zone(here))
        names = organisation_names(row.organisation_id for row in rows)
        language = languages[0] if languages else i18n.MAIN
        return [_entry(row, language, names) for row in rows if row.is_public_on(today)]


OFFERS = tuple(Offers(kind) for kind in OfferKind)


def _entry(offer: Offer, language: str, names: dict[UUID, str]) -> PublicEntry:
    def said(field: str) -> Text:
        others = {row.lang: row.value for row in offer.texts if row.field == field}
        return in_language({i18n.MAIN: getattr(offer, field), **others}, language)

    kind = vocabulary("offers").get(offer.kind)
    return PublicEntry(
        kind=offer.kind,
        id=offer.id,
        name=said("title"),
        provider=provider_of(offer, names),
        pictogram=kind.pictogram if kind else "",
        description=said("description"),
        phone=offer.phone,
        email=offer.email,
        url=offer.url,
        address=offer.place,
        conditions=said("requirements"),
        how_to_ask_detail=said("how_to_apply"),
        facts=tuple(_facts(offer, language)),
        checked_on=offer.updated_on,
    )


def provider_of(offer: Offer, names: dict[UUID, str]) -> str:
    """Who offers it: an organisation of the network, or the employer as written."""
    return offer.employer or (names.get(offer.organisation_id, "") if offer.organisation_id else "")


def _facts(offer: Offer, language: str) -> Iterator[Fact]:
    """What the offer says, line by line, in the order people ask."""
    locale = i18n.language(language).locale
    lines: dict[str, Text | str | int | date | None] = {
        "positions": offer.positions,
        "contract": _value("contracts", offer.contract, language),
        "working_time": _value("working_times", offer.working_time, language),
        "hours": offer.hours,
        "pay": pay_in(offer, language),
        "benefits": offer.benefits,
        "schooling": _value("schooling", offer.schooling, language),
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
        "total_hours": offer.total_hours,
        "valid_until": offer.valid_until,
    }
    for key, value in lines.items():
        if isinstance(value, date):
            said = Text(format_date(value, "long", locale=locale), language)
        else:
            said = value if isinstance(value, Text) else Text("" if value is None else str(value), i18n.MAIN)
        if said:
            yield Fact(vocabulary("facts").name(key, language), said)


def pay_in(offer: Offer, language: str) -> Text | None:
    """The pay as people of the language write it: "920 €" or "920 € – 1050 €"; None where it is not said."""
    locale = i18n.language(language).locale
    ends = dict.fromkeys(each for each in (offer.pay_from, offer.pay_to) if each is not None)
    said = [format_currency(each / 100, "EUR", locale=locale) for each in ends]
    return Text(" – ".join(said), language) if said else None


def _value(name: str, key: str, language: str) -> Text | None:
    return vocabulary(name).name(key, language) if key else None
