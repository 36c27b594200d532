"""What a form carries without anybody answering it: where it was drawn, and which version it is about."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import g, render_template_string
from wtforms import StringField

from app.core.application import Autonomus
from app.core.db import new_id
from app.core.errors import Conflict
from app.core.forms import LocalForm, VersionedForm
from app.ui.conflict import show_both
from app.ui.fields import TextField
from tests.cast import Cast

Send = Callable[..., None]
PAGE = """{% from "ui/components/form.html" import form_for %}{% call form_for(form, "/", "Save") %}
{% endcall %}"""


class NewForm(LocalForm):
    name = StringField()


class EditForm(VersionedForm):
    name = TextField("Nome")


@pytest.fixture
def sending(app: Autonomus, cast: Cast) -> Iterator[Send]:
    """Makes a request in which the coordinator sends these answers; forgery is looked at elsewhere."""
    before = app.config.get("WTF_CSRF_ENABLED", True)
    app.config["WTF_CSRF_ENABLED"] = False
    with ExitStack() as opened:

        def send(**answers: str) -> None:
            opened.enter_context(app.test_request_context("/", method="POST", data=answers))
            g.actor = cast.coordinator.actor

        yield send
    app.config["WTF_CSRF_ENABLED"] = before


def test_drawn_here_and_sent_here(sending: Send, cast: Cast) -> None:
    sending(municipality_id=str(cast.coordinator.actor.here()), request_key=str(new_id()))
    form = NewForm()
    assert form.validate(), form.errors
    assert form.drawn_in == cast.coordinator.actor.here()


def test_drawn_here_and_sent_after_a_switch_is_refused(sending: Send) -> None:
    sending(municipality_id=str(new_id()), request_key=str(new_id()))
    with pytest.raises(Conflict):
        NewForm().validate()


@pytest.mark.parametrize("answers", [{}, {"municipality_id": "here"}])
def test_a_form_that_does_not_say_where_creates_nothing(sending: Send, answers: dict[str, str]) -> None:
    sending(request_key=str(new_id()), **answers)
    form = NewForm()
    assert not form.validate()
    assert "municipality_id" in form.errors
    assert form.drawn_in == g.actor.here(), "sent once more, it says where"


@pytest.mark.parametrize("answers", [{}, {"version": ""}, {"version": "two"}])
def test_a_form_that_does_not_say_what_it_read_changes_nothing(
    sending: Send, answers: dict[str, str]
) -> None:
    sending(request_key=str(new_id()), name="x", **answers)
    form = EditForm(data={"version": 3})
    assert not form.validate()
    assert "version" in form.errors


def test_both_versions_are_shown_and_the_next_sending_counts(sending: Send) -> None:
    sending(request_key=str(new_id()), version="3", name="Sala nova")
    typed = EditForm(data={"version": 3})
    assert typed.validate()
    show_both(typed, EditForm(data={"version": 4, "name": "Sala grande"}))
    page = render_template_string(PAGE, form=typed)
    assert 'name="version" value="4"' in page
    assert "Sala grande" in page
    assert "Sala nova" in page
    assert 'name="request_key"' in page
