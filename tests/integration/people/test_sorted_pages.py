"""Every way of sorting a list walks by key through every row once, there and back, also among equals."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import paging
from app.core.db import db, new_id
from app.core.sorting import Sort
from app.people.models import Participant
from app.people.queries import SORTS, Filters, search_page
from tests.cast import Cast

NAMES = ("ana", "ana maria", "bento", "çelik", "ольга")
DAYS = [date(2026, 2, 27) + timedelta(days=number) for number in range(3)]
people = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(DAYS)), max_size=14)


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("descending", [False, True])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(people=people, size=st.integers(1, 5))
def test_there_and_back(
    cast: Cast, key: str, descending: bool, people: list[tuple[str, date]], size: int
) -> None:
    db.session.rollback()
    actor, sort = cast.facilitator.actor, Sort(key, descending)
    for name, day in people:
        person = Participant(
            id=new_id(), municipality_id=cast.here, name=name, sort_key=name, last_activity_on=day
        )
        db.session.add(person)
    db.session.flush()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging.page, "__kwdefaults__", {"descending": False, "is_counted": True, "size": size})
        page = search_page(actor, Filters(), sort=sort)
        seen = [page.items]
        while page.older:
            page = search_page(actor, Filters(), page.older, sort=sort)
            seen.append(page.items)
        back = [page.items]
        while page.newer:
            page = search_page(actor, Filters(), page.newer, sort=sort)
            back.insert(0, page.items)
    rows = [person for items in seen for person in items]
    assert back == seen
    assert all(len(items) == size for items in seen[:-1])
    assert len(rows) == len(set(rows)) == len(people) == page.count
    keys = [(getattr(person, SORTS[key].key), person.id) for person in rows]
    assert keys == sorted(keys, reverse=descending)
    db.session.rollback()


@pytest.mark.parametrize("key", SORTS)
def test_the_cursor_of_another_order_is_no_error(cast: Cast, key: str) -> None:
    for name in NAMES:
        db.session.add(
            Participant(municipality_id=cast.here, name=name, sort_key=name, last_activity_on=DAYS[0])
        )
    db.session.flush()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging.page, "__kwdefaults__", {"descending": False, "is_counted": True, "size": 2})
        cursor = search_page(cast.facilitator.actor, Filters(), sort=Sort(key)).older
    for other in SORTS:
        assert search_page(cast.facilitator.actor, Filters(), cursor, sort=Sort(other)).count == len(NAMES)
