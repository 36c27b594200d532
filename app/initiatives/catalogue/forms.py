"""What everybody reads of an initiative, as the office types it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import wtforms
from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import VersionedForm
from app.initiatives.catalogue.operations import PublicPage
from app.initiatives.catalogue.queries.pages import Owner
from app.initiatives.groups.models import Initiative
from app.ui.choice_fields import CheckboxesField, choices
from app.ui.fields import CheckboxField, EmailField, LongTextField, PhoneField, TextField

NO_NAMES = _("Do not name people here: everybody reads it.")
ASKED = ("is_public", "offers", "seeks", "phone", "email", "url")
LONGEST = 600


def _is_whole(_form: Any, field: wtforms.Field) -> None:
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError(gettext("Please write the whole address, beginning with https://."))


class PageForm(VersionedForm):
    """`agreed` is asked where the contact is also that of somebody in it."""

    is_public = CheckboxField(_("Everybody may read it: on the internet, at the kiosk and on paper"))
    offers = LongTextField(_("What it sells or does"), max_length=LONGEST, description=NO_NAMES)
    seeks = LongTextField(
        _("Whom it looks for"),
        max_length=LONGEST,
        description=_(
            "Empty: it looks for nobody. Whoever can do what it takes is told of it at the kiosk. %(names)s",
            names=NO_NAMES,
        ),
    )
    phone = PhoneField(_("Telephone of the initiative"), description=_("Not that of a person."))
    email = EmailField(_("E-mail of the initiative"), description=_("Not that of a person."))
    url = TextField(
        _("Page on the internet"),
        max_length=500,
        description=_("The whole address, beginning with https://"),
        validators=[_is_whole],
    )
    agreed = CheckboxesField(
        _("Whose contact is it?"),
        description=_("Tick whoever was asked and agreed that everybody reads it."),
    )

    def ask(self, owners: Sequence[Owner], kept: Collection[UUID]) -> None:
        """Whether those whose contact it is agreed; nobody is asked where it is nobody's."""
        asked = {str(each.participant_id): each.name for each in owners if each.may_agree}
        if not asked:
            del self.agreed
            return
        self.agreed.choices = choices(asked)
        if not request.form:
            self.agreed.data = [str(each) for each in kept]

    @property
    def page(self) -> PublicPage:
        return PublicPage(**{name: self[name].data for name in ASKED})

    @property
    def agreed_by(self) -> frozenset[UUID]:
        """Who was asked and said yes."""
        return frozenset(map(UUID, self.agreed.data or ())) if "agreed" in self else frozenset()

    def say_nothing_to_read(self) -> None:
        self.offers.errors = [gettext("Please say what it sells or does, or whom it looks for.")]

    def say_not_agreed(self, owners: Sequence[Owner]) -> None:
        """At the boxes where somebody can be asked, else at the contact: that one cannot be shown."""
        if any(not each.may_agree for each in owners):
            field = self.phone if self.phone.data else self.email
            field.errors = [
                gettext("This is a contact of somebody who cannot be shown. Please give another one.")
            ]
            return
        names = ", ".join(each.name for each in owners)
        self.agreed.errors = [
            gettext(
                "The telephone or e-mail is also that of %(names)s. Please ask, and tick who agreed; "
                "or give another contact.",
                names=names,
            )
        ]


def values_of(initiative: Initiative) -> dict[str, Any]:
    """An initiative as the form shows it."""
    return {name: getattr(initiative, name) for name in (*ASKED, "version")}
