"""What a list speaks for: what was never done or is not wished speaks for nothing."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.skills.catalogue_files import read_catalogue
from app.skills.fit import WISHED, Speaks
from app.skills.kin import kin
from app.skills.loader import id_of
from app.skills.queries.inventories import Spoken
from app.skills.scales import Frequency, Level, Wish

IDS = [id_of(each.key) for each in read_catalogue().competences]
COMPETENCES = st.sampled_from(IDS)
SAID = st.builds(
    Spoken,
    COMPETENCES,
    st.sampled_from([None, *Frequency]),
    st.sampled_from([None, *Level]),
    st.sampled_from([None, *Wish]),
)
LISTS = st.lists(SAID, max_size=8, unique_by=lambda said: said.competence_id)
SOME = st.lists(COMPETENCES, max_size=4, unique=True)


def test_whatever_is_kin_stands_in_the_catalogue() -> None:
    relations = (kin().stands_in, kin().leads_on)
    named = {
        key for each in relations for key in [*each, *(other for found in each.values() for other in found)]
    }
    assert named | kin().besides <= set(IDS)
    assert not [key for each in relations for key, others in each.items() if key in others]


@given(said=LISTS, wants=SOME, teaches=SOME)
def test_what_is_offered_follows_from_what_is_done_and_wished(
    said: list[Spoken], wants: list[UUID], teaches: list[UUID]
) -> None:
    fit = Speaks(said).fit(wants=wants, teaches=teaches)
    if fit is None:
        return
    rather_not = {
        each.competence_id for each in said if each.wish == Wish.NO and each.frequency != Frequency.NEVER
    }
    assert not rather_not & {*wants, *teaches}
    done = {each.competence_id for each in said if each.frequency != Frequency.NEVER and each.wish != Wish.NO}
    assert set(fit.because) <= done
    assert 0 < fit.strength <= WISHED
    assert {*wants, *teaches} & Speaks(said).looked_for


@given(
    said=SAID.filter(
        lambda each: each.wish != Wish.NO and each.frequency in {Frequency.OFTEN, Frequency.DAILY}
    )
)
def test_work_that_wants_just_what_is_often_done_always_fits(said: Spoken) -> None:
    assert said.competence_id
    fit = Speaks([said]).fit(wants=[said.competence_id])
    assert fit
    assert fit.because == (said.competence_id,)


@given(key=COMPETENCES)
def test_nobody_is_sent_to_learn_what_they_teach(key: UUID) -> None:
    assert Speaks([Spoken(key, "daily", "teaches", "yes")]).fit(teaches=[key]) is None


def test_what_only_helps_speaks_for_no_other_work() -> None:
    care, car = id_of("care-older-person"), id_of("drive-car")
    driver = Speaks([Spoken(car, "daily", "alone", "yes")])
    assert driver.fit(wants=[care, car]) is None
    assert driver.fit(wants=[car])
