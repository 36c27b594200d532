"""What the forms of every kind of entry share: answers out of the vocabularies, organisations, links."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from app.core import i18n
from app.core.actor import Actor
from app.core.permission import Permission
from app.directory.index.vocabulary import vocabulary
from app.network.protocols.choosing import ProtocolField
from app.ui.choice_fields import SelectField
from app.ui.fields import TextField

NOT_SAID = SelectChoice("", _("Not said"))


def choices_of(
    name: str, *, first: SelectChoice | None = None, kept: Iterable[str] = ()
) -> list[SelectChoice]:
    """The values of a vocabulary in the language of the page, and those an entry has although nobody offers
    them any more; `first` stands before them.
    """
    known = vocabulary(name)
    keys = dict.fromkeys([*known.offered(), *kept])
    values = [SelectChoice(key, known.name(key, i18n.current().code).value) for key in keys]
    return [*([first] if first else []), *values]


def offered(name: str, first: SelectChoice | None = None) -> Callable[[], list[SelectChoice]]:
    """The same for a field that says its answers where it stands: each request has its language."""
    return partial(choices_of, name, first=first)


def named(things: Iterable[Any], first: SelectChoice | None = None) -> list[SelectChoice]:
    """Organisations, parishes or places to choose from; `first` stands before them."""
    return [*([first] if first else []), *(SelectChoice(str(each.id), each.name) for each in things)]


def in_languages(codes: Iterable[str]) -> list[SelectChoice]:
    """Languages by their names, each once."""
    return [SelectChoice(code, i18n.language_name(code)) for code in dict.fromkeys(codes)]


def languages() -> list[SelectChoice]:
    """The languages that something can be in, ours first."""
    return in_languages([*i18n.languages(), "fr", "es", "ro", "hi", "ne", "bn", "ur", "zh"])


def offer_protocols(
    actor: Actor, field: ProtocolField, municipality_id: UUID, kept: UUID | None = None
) -> None:
    """What an entry may rest on, for a partner on those of its own organisations; `kept` is what it has."""
    writes = actor.may(Permission.DIRECTORY_WRITE, municipality_id)
    own = actor.organisations.get(municipality_id, frozenset())
    field.offer(municipality_id, None if writes else own, kept)


def chosen_id(field: SelectField) -> UUID | None:
    """The id of what was chosen, None for nothing."""
    return UUID(field.data) if field.data else None


def stored(row: Any) -> dict[str, Any]:
    """The columns of a row as its form takes them: ids as text, "" for none."""
    values = {each.key: getattr(row, each.key) for each in row.__mapper__.column_attrs}
    return {name: str(value or "") if name.endswith("_id") else value for name, value in values.items()}


def looks_like_link(_form: Any, field: wtforms.Field) -> None:
    """An address of the internet, or nothing."""
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError(str(_("Please write the whole address, beginning with https://.")))


class LinkField(TextField):
    """An address on the internet."""

    input_type = "url"

    def __init__(self, label: Any, **options: Any) -> None:
        hint = _("The whole address, beginning with https://")
        super().__init__(label, max_length=500, description=hint, validators=[looks_like_link], **options)
