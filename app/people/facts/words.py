"""How facts are said: what, and since when."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from app.core import i18n
from app.core.dates import day_as
from app.people.facts import days, kinds
from app.people.facts.models import Fact
from app.people.groups import GROUP, NOT_SAID
from app.people.wording import GROUPS
from app.ui.countries import country_name

_AS = {days.YEAR: "y", days.MONTH: "yMMMM"}


def what(fact: Fact) -> str:
    """What is told: "Schooling"; of a language which."""
    name = str(kinds.kinds()[fact.kind])
    return f"{name}: {i18n.language_name(fact.key)}" if fact.kind == kinds.SPOKEN else name


def answer(fact: Fact) -> str:
    """What was answered, in the language of the page; what no list has any more as it was kept."""
    language = i18n.current().code
    if fact.value == NOT_SAID:
        return kinds.not_said(language).value
    if fact.kind == GROUP:
        return str(GROUPS.get(fact.key, fact.key))
    if in_words := _WORDS.get(fact.kind):
        return in_words(fact.value)
    key = fact.key if kinds.kinds()[fact.kind].is_several else fact.value
    return kinds.values_of(fact.kind).name(key, language).value


def since(fact: Fact) -> str:
    """From when to when it held, as far as is known; "" where nothing is."""
    begins, ends = day(fact.since), ""
    if fact.ends_on:
        ends = day(max(fact.ends_on, fact.begins_on or fact.ends_on).isoformat())
    if begins and ends:
        return _("from %(first)s to %(last)s", first=begins, last=ends)
    if ends:
        return _("until %(day)s", day=ends)
    return _("since %(day)s", day=begins) if begins else ""


def day(known: str) -> str:
    """As much of a day as is known, in words."""
    if not known or not known[0].isdigit():
        return known
    skeleton = _AS.get(len(known), "yMMMMd")
    return known if skeleton == "y" else day_as(skeleton, days.first(known), i18n.current().locale)


_WORDS: Mapping[str, Callable[[str], str]] = {
    kinds.BORN: day,
    kinds.NATIONALITY: lambda code: country_name(code, i18n.current().code),
    kinds.LANGUAGE: i18n.language_name,
    "distance": lambda far: _("%(count)s km", count=far),
}
