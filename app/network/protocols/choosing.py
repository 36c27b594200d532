"""How something of another feature is said to rest on a protocol: one field for every form."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.network.protocols.queries.resting import offered_protocols
from app.ui.choice_fields import SelectField, as_id, choices


class ProtocolField(SelectField):
    """One of the protocols that stand, or none. Who draws the form calls `offer`."""

    def __init__(self, **options: Any) -> None:
        hint = _("The protocol with the organisation that it rests on, if there is one.")
        super().__init__(_("Protocol"), description=hint, coerce=as_id, choices=[], **options)

    def offer(
        self, municipality_id: UUID, organisations: Collection[UUID] | None = None, kept: UUID | None = None
    ) -> None:
        """Fill the list with the protocols of some organisations, or of any, and the one it has."""
        named = {
            key: gettext("%(title)s (%(parties)s)", title=title, parties=", ".join(parties))
            for key, (title, parties) in offered_protocols(municipality_id, organisations, kept).items()
        }
        self.choices = choices(named, _("No protocol"))

    def refuse(self) -> None:
        self.errors = [gettext("The organisation is no party to this protocol, or the protocol is over.")]
