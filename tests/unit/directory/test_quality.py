"""The score says what would raise it, and what it says is what happens."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.directory.services.models import Service, ServiceText, ServiceValue, Structure
from app.directory.services.quality import CRITERIA, assess

TODAY = date(2026, 3, 2)


def bare() -> Service:
    """A service of which nothing is known."""
    place = Structure(phone="", email="", address="", directions="", opening_hours="")
    empty = dict.fromkeys(
        ("phone", "email", "request_url", "address", "directions", "opening_hours", "cost", "cost_detail"), ""
    )
    return Service(structure=place, description="Pouco.", what_to_bring="", **empty)


def improve(service: Service, criterion: str) -> None:
    """Do what the gap asks for."""
    lists = {"themes": "themes", "groups": "groups", "languages": "languages"}
    plain = {
        "hours": "opening_hours",
        "contact": "phone",
        "address": "address",
        "directions": "directions",
        "what_to_bring": "what_to_bring",
    }
    if criterion in lists:
        service.values.append(ServiceValue(field=lists[criterion], value="x"))
    elif criterion in plain:
        setattr(service, plain[criterion], "x")
    elif criterion == "description":
        service.description = "x" * 200
    elif criterion == "cost":
        service.cost = "free"
    elif criterion == "how_to_ask":
        service.values += [ServiceValue(field=field, value="x") for field in ("request", "requester")]
    elif criterion == "checked":
        service.due_on = TODAY + timedelta(days=1)
    else:
        service.texts += [
            ServiceText(lang=lang, field=field, value="x")
            for lang in ("uk", "en")
            for field in ("name", "description")
        ]


@given(st.permutations(sorted(CRITERIA)), st.booleans())
def test_filling_the_gaps_raises_the_score_to_a_hundred(order: list[str], in_person: bool) -> None:
    service = bare()
    if in_person:
        service.values.append(ServiceValue(field="reception", value="in-person"))
    score = assess(service, TODAY).score
    assert score == 0
    for criterion in order:
        gaps = {gap.criterion: gap.points for gap in assess(service, TODAY).gaps}
        improve(service, criterion)
        raised = assess(service, TODAY)
        assert abs(raised.score - score - gaps.get(criterion, 0)) <= 1
        assert criterion not in {gap.criterion for gap in raised.gaps}
        score = raised.score
    assert (score, assess(service, TODAY).gaps) == (100, [])


def test_an_address_counts_only_where_people_go() -> None:
    assert "address" not in {gap.criterion for gap in assess(bare(), TODAY).gaps}


def test_paid_without_saying_how_much_is_half_an_answer() -> None:
    service = bare()
    service.cost = "paid"
    assert "cost" in {gap.criterion for gap in assess(service, TODAY).gaps}
    service.cost_detail = "2 €"
    assert "cost" not in {gap.criterion for gap in assess(service, TODAY).gaps}
