"""What the address of a list asks, and the addresses that lead on from it."""

import pytest
from flask import Flask, request
from flask_babel import Babel
from wtforms import SelectChoice

from app.core.sorting import Sort
from app.ui.choice_fields import SelectField
from app.ui.fields import TextField
from app.ui.listing import ANY, BadFilters, Filters, Listing, read_listing

BY_NAME = Sort("name")


class ThingFilters(Filters):
    q = TextField("Name")
    kind = SelectField("Kind", choices=[ANY, SelectChoice("a", "A"), SelectChoice("b", "B")])


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    Babel(app)  # what is wrong with a filter is said in words
    for endpoint, rule in {"things": "/things/<shelf>", "things_csv": "/things.csv"}.items():
        app.add_url_rule(rule, endpoint, lambda **_kept: "")
    return app


def _asked() -> Listing:
    return read_listing(ThingFilters(request.args), sorts=("name", "day"), by=BY_NAME)


def test_filters_order_and_page_lead_on_in_one_shape(app: Flask) -> None:
    with app.test_request_context("/things/x?q=silva&kind=a&sort=-day&after=abc&odd=1"):
        asked = _asked()
        assert (asked["q"], asked["kind"], str(asked.sort), asked.after) == ("silva", "a", "-day", "abc")
        assert asked.address(after="def") == "/things/x?q=silva&kind=a&sort=-day&after=def"
        assert asked.address(sort="name") == "/things/x?q=silva&kind=a&sort=name"
        assert asked.address(kind=None) == "/things/x?q=silva&sort=-day"
        assert asked.address("things_csv") == "/things.csv?q=silva&kind=a&sort=-day"


def test_a_bare_address_asks_for_everything(app: Flask) -> None:
    with app.test_request_context("/things/x"):
        asked = _asked()
        assert (asked.is_filtered, asked.status, asked["q"], str(asked.sort)) == (False, 200, None, "name")
        assert asked.address() == "/things/x?sort=name"


def test_filters_that_make_no_sense_are_refused_in_one_way(app: Flask) -> None:
    with app.test_request_context("/things/x?q=silva&kind=nonsense"):
        asked = _asked()
        assert asked.status == 422
        assert asked["q"] is None, "the whole list stands below, not half a question's"
        assert asked.form.errors
        with pytest.raises(BadFilters):
            asked.demand_valid()
