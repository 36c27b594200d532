"""Bad input of every kind into every form: an answer that people can read, and nothing half-written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote_from_bytes

import pytest
from werkzeug.routing import AnyConverter

from app.accounts.roles import PERMISSIONS, Role
from app.core import clock
from app.core.access import Audience, Mark
from app.core.application import Autonomus
from app.ui import list_files, paper_files
from tests.addresses import Address, addresses, only_feature
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.crawl import FoundForm, Walk, fetch, walk
from tests.engines import Engine, disconnect
from tests.factories.memberships import serve_elsewhere_too
from tests.factories.one_of_each import WORDS, clerk, making, one_of_each
from tests.factories.openings import open_all_records
from tests.factories.visits import begin_visit
from tests.rules.bad_input import FOR_DATABASES, TYPED
from tests.rules.storm import ODD_BODIES, ODD_SHAPES, Storm
from tests.rules.storm_plan import Plan, kinds_of, widest
from tests.turns import some

ClientFor = Callable[[Person | None], PageClient]
KIOSK = ("kiosk with a list", "kiosk with a code", "kiosk at rest")
ODD, EACH_ODDLY = [*ODD_SHAPES, *ODD_BODIES], 3
SCENES = (("coordinator",), ("administrator",), ("nobody",), KIOSK)
"""What facilitators and registrars meet is part of what coordinators meet (asserted below)."""
NO_FORM = {
    "initiatives.circle_atelier": "a page of a circle in which all said yes; test_circle_pages.py",
    "initiatives.drop_wish": "a button beside a wish about people; test_team_pages.py",
    "initiatives.look_again": "a button on an opportunity that is served; carries nothing",
    "initiatives.new_provider_of_ours": "stands under whoever was found by name; test_arrangements.py",
    "initiatives.part_opportunity": "a button while two are one; test_opportunity_merging.py",
    "initiatives.publish_opportunity": "a button on a draft; carries nothing",
    "initiatives.put_member_back": "a button beside who left; carries nothing; test_group_members.py",
    "initiatives.put_money_need_back": "a button beside what was taken out; carries nothing; test_money.py",
    "initiatives.reopen_diary_task": "a button on a task that is done; carries nothing; test_diary.py",
    "initiatives.reopen_opportunity": "a button on one that has ended; carries nothing",
    "initiatives.repeat_measure_search": "a button on a search that ended; test_measure_pages.py",
    "initiatives.restore_circle": "a button on a dropped circle; carries nothing; test_circle_pages.py",
    "initiatives.restore_diary_entry": "a button beside what was taken out; carries nothing; test_diary.py",
    "initiatives.resume": "a button on a paused initiative; carries nothing; test_group_stages.py",
    "initiatives.return_measure": "a button on a withdrawn measure; carries nothing; test_measures.py",
    "initiatives.return_to_circle": "a button beside who was taken out; test_circle_pages.py",
    "initiatives.take_back_answer": "a button beside an answer; carries nothing; test_teams.py",
    "initiatives.withdraw_atelier": "a button while an atelier has not begun; test_circle_pages.py",
    "kiosk.answer_invitation": "stands where somebody with a code is invited; kiosk/test_own_groups.py",
    "kiosk.take_idea_back": "a button beside an idea that was kept; kiosk/test_ideas.py",
    "skills.learn_no_more": "a button beside a wish to learn; carries nothing",
    "outreach.go_on_looking": "a button beside a list that somebody stopped looking through; test_lists.py",
    "outreach.take_back": "a button after one's own registration; test_registering_pages.py",
    "outreach.undo_list": "a page of a list that was brought in today; test_lists_taken_back.py",
    "kiosk.enrol_launcher": "the launcher's JSON; test_a_launcher_that_sends_nonsense_is_refused",
    "kiosk.start_launcher": "the same",
    "network.begin_installation": "a municipality has one, and this one has it; test_installation.py",
    "accounts.confirm": "stands where somebody shows once more who they are; test_confirmation.py",
    "accounts.remove_app": "a button of whoever has an app that shows codes; test_factors.py",
    "accounts.remove_passkey": "a button beside one's own passkey; test_passkeys.py",
    "accounts.second_step": "stands between password and portal; test_second_steps.py",
    "accounts.reinstate_staff": "a button on the page of a suspended account; carries nothing",
    "people.remove_contact": "a button in the answer that opened the contacts; carries nothing",
    "people.live_together": "stands under whoever was found by name; test_households.py",
    "people.undo_merge": "a button on the page of a merge; carries nothing; test_merging_pages.py",
    "skills.give_back": "stands on a list that came with a code and was received; test_wrong_person.py",
    "people.end_restriction": "stands on the page of whose data rests; carries nothing; test_rights_pages.py",
    "workshops.take_back_confirming": "a button beside what one confirmed oneself; test_confirming.py",
    "people.restore_identifier": "a button beside what one removed; test_identifier_pages.py",
    "people.lift_hold": "a button beside a duty to keep; carries nothing; test_rights_pages.py",
    "people.unseal": "stands on the page of a sealed participant that was opened with a reason",
    "network.take_signing_back": "a button while nobody renewed it; carries nothing; protocols/test_pages.py",
    "network.take_ending_back": "a button of whoever ended it; carries nothing; protocols/test_resting.py",
    "directory.restore_service": "a button on the page of an archived service; carries nothing",
    "kiosk.accept_place": "a button while a place is offered to the person; carries nothing",
    "outreach.say_emptied": "a button of a browser that had a pack; carries nothing; test_devices_kiosk.py",
    "outreach.leave_device": "a button of a browser that is a device; carries nothing; test_devices.py",
    "kiosk.withdraw_call": "a button while somebody is called; carries nothing",
    "directory.propose_service": "a button on the page of a draft; carries nothing",
    "directory.unshare_slots": "a button while there is a calendar link; carries nothing",
    "directory.reopen_service_report": "a button beside what was mended; carries nothing; test_confirming.py",
    "network.mail_link": "a button where a link has an address and mail is set up; test_sending_links.py",
    "network.reopen_partner_invitation": "a button once it is settled; carries nothing; test_joining.py",
    "network.convene_meeting": "a button on a draft with an agenda; carries nothing; test_meeting_pages.py",
    "network.merge_party": "the answer to a preview of two parties; test_party_merging.py",
    "network.preview_party_list": "stands in the answer to a sent list; test_party_lists.py",
    "network.restore_invitee": "a button of whoever took it off; carries nothing; test_meeting_minutes.py",
    "network.restore_item": "a button of whoever took it out; carries nothing; test_meeting_minutes.py",
    "network.restore_meeting": "a button on what was called off; carries nothing; test_meeting_minutes.py",
    "network.restore_link": "a button on the page of a withdrawn link; carries nothing; test_joining.py",
    "network.take_over_partner": "a button beside an answer; carries nothing; test_joining.py",
    "workshops.add_guest": "a button on the day of a session of a full series; carries nothing",
    "workshops.add_known": "a button beside a person who was found; test_attendance_pages.py",
    "directory.preview_offers": "a button under a list that was sent; carries nothing; test_offer_lists.py",
    "directory.preview_list": "the same; test_service_lists.py",
    "directory.preview_import": "the same; test_service_files.py",
    "office.stop_task": "a button while a task is under way; carries nothing; test_long_lists.py",
    "directory.reopen_interest": "a button beside an answered wish; carries nothing; test_interests.py",
    "kiosk.take_interest_back": "a button beside what the person wants; carries nothing; test_interests.py",
    "kiosk.undo_change": "a button under what was just done; carries where it stands; test_changes.py",
    "workshops.broken_rows": "carries the rows of a sent list back; test_enrolling_pages.py",
    "workshops.confirm_enrolment": "a button beside a request; carries nothing",
    "workshops.confirm_slip": "a button on the day of a session; carries nothing",
    "workshops.renew": "a button on a paper whose attendance was corrected; test_taken_back.py",
    "workshops.restore_series": "a button of whoever called a series off; carries nothing; test_put_back.py",
    "workshops.return_to_series": "a button on the page of somebody who left; carries nothing",
    "workshops.enrol_matched": "stands in the answer to a sent list; test_enrolling_pages.py",
    "workshops.extend_time": "a button beside an offer past its time; carries nothing",
    "workshops.offer_seats": "a button while places are free and people wait; carries nothing",
    "workshops.pass_on": "a button beside an offer past its time; carries nothing",
    "outreach.hand_over": "a device's JSON; outreach/test_deliveries_arrival.py",
    "outreach.known_records": "the same",
    "outreach.admit": "a button while a registrar has left; carries nothing; test_deliveries_pages.py",
    "outreach.give_record_to_session": "stands where the session is not known; test_deliveries_pages.py",
    "outreach.open_again": "a button where a key was missing; carries nothing; test_deliveries_pages.py",
    "outreach.restore_record": "a button beside what was set aside; carries nothing; the same",
}
"""Unsafe addresses that no walk comes upon a form for, each with its reason."""


@dataclass
class Scene:
    """Somebody in a place where there is one thing of every kind."""

    app: Autonomus
    engine: Engine
    person: Person | None
    values: dict[str, str]
    client_for: ClientFor

    def restart(self) -> PageClient:
        """The place as it was at the beginning, and a new browser in it."""
        disconnect()
        self.engine.renew("scene")
        return self.client_for(self.person)

    def walk(self) -> Walk:
        """Every page of this person, from wherever an address leads."""
        waiting = self.values | {"inventory_id": self.values["waiting_id"]}
        sealed = self.values | {"participant_id": self.values["sealed_id"]}
        opened = self.values | {"workshop_id": self.values["open_series_id"]}
        starts = [
            each.filled(self.app, values)
            for each in addresses(self.app)
            if each.method == "GET" and each.endpoint != "kiosk.expiry"
            for values in (self.values, waiting, sealed, opened)
        ]
        today = clock.today("Europe/Lisbon")
        asked = [f"/lost-code?saved_on={today}", f"/call-list?on={today + timedelta(weeks=1)}"]
        return walk(self.app, self.client_for(self.person), [*starts, *asked])


@pytest.fixture
def set_scene(
    app: Autonomus, engine: Engine, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Scene]:
    """`set_scene("kiosk with a list")`; one at a time. One row is a long list, one card a large paper."""
    for files in (list_files, paper_files):
        monkeypatch.setattr(files, "AT_ONCE", 0)

    def make(name: str) -> Scene:
        disconnect()
        engine.renew()
        values = WORDS | one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
        person: Person | None = None if name == "nobody" else Person(name.partition(" ")[0])
        if name == "coordinator" and person:
            serve_elsewhere_too(cast, person)
            with making():
                open_all_records(clerk(cast.here, person.id))
        if name.startswith("kiosk"):
            person = cast.kiosk
        if name in KIOSK[:2]:
            has_code = name.endswith("code")
            begin_visit(cast.kiosk.id, with_list=True, saved=has_code, placed=has_code)
        disconnect()
        engine.keep("scene")
        return Scene(app, engine, person, values, client_for)

    return make


@pytest.fixture
def on_second_engine(engine: Engine) -> bool:
    """Where only that is asked again which is the database's matter."""
    return "postgresql" in engine.url


@pytest.fixture
def inputs(on_second_engine: bool) -> list[str]:
    return list(FOR_DATABASES if on_second_engine else TYPED)


@pytest.mark.parametrize("names", SCENES, ids=lambda names: names[0])
def test_no_form_breaks_and_none_is_missed(
    names: tuple[str, ...],
    set_scene: Callable[[str], Scene],
    inputs: list[str],
    on_second_engine: bool,
    app: Autonomus,
) -> None:
    own = {each.endpoint for each in addresses(app) if belongs_to(names, each.mark)}
    plan = Plan(inputs, kinds_of, "inputs to forms")
    done: dict[object, FoundForm] = {}
    damage: list[str] = []
    for name in names:
        scene = set_scene(name)
        storm = Storm(app, scene.restart)
        found = {shape: form for shape, form in scene.walk().forms.items() if form.endpoint in own}
        new = [form for shape, form in found.items() if shape not in done]
        for form, chosen in plan.over(widest(new)).items():
            storm.over(form, chosen)
            if not on_second_engine:
                storm.oddly(form, some(ODD, EACH_ODDLY, "odd shapes of forms", f"{form}"))
        done |= found
        damage += storm.damage
    assert not damage, "\n".join(damage)
    if only_feature():
        return  # some of its forms stand on pages of others
    met = {form.endpoint for form in done.values() if form.method == "POST"}
    unsafe = {each.endpoint for each in addresses(app) if each.method == "POST" and each.endpoint in own}
    unmet = sorted(unsafe - met - set(NO_FORM))
    assert not unmet, f"no page leads there, give it a form or a reason in NO_FORM: {unmet}"
    needless = sorted(met & set(NO_FORM))
    assert not needless, f"these have a form, take them off the list: {needless}"


def belongs_to(names: tuple[str, ...], mark: Mark) -> bool:
    """Each form meets the storm once: everybody's own, and of two roles the coordinator's."""
    if mark.audience is Audience.STAFF:
        is_shared = mark.permission in {None, *PERMISSIONS[Role.COORDINATOR]}
        return names == ("coordinator" if is_shared else "administrator",)
    return names == (("nobody",) if mark.audience is Audience.PUBLIC else KIOSK)


def test_coordinators_meet_what_facilitators_and_registrars_meet() -> None:
    assert PERMISSIONS[Role.REGISTRAR] <= PERMISSIONS[Role.FACILITATOR] <= PERMISSIONS[Role.COORDINATOR]


@pytest.mark.parametrize("name", ["coordinator", "administrator", "nobody", "kiosk with a list"])
def test_no_part_of_an_address_breaks(
    name: str, app: Autonomus, set_scene: Callable[[str], Scene], inputs: list[str]
) -> None:
    scene = set_scene(name)
    client = scene.restart()
    data = {"csrf_token": client.token()}
    plan = Plan[OpenWord](inputs, lambda place: {place.word}, "inputs to addresses")
    broken = []
    for place, chosen in plan.over(open_words(app)).items():
        for bad in chosen:
            url, method = place.with_input(app, scene.values, TYPED[bad]), place.address.method
            response = fetch(client, method, url, data=data if method == "POST" else None)
            if response.status_code >= 500:
                broken.append((method, url, response.status_code))
    assert not broken


@dataclass(frozen=True, eq=False)
class OpenWord:
    """A word of an address that may be anything."""

    address: Address
    word: str

    def __str__(self) -> str:
        return f"{self.address} {self.word}"

    def with_input(self, app: Autonomus, values: dict[str, str], bad: bytes) -> str:
        """The address with a bad input in the place of the word."""
        marker = "77077" if self.word == "place" else "here-it-is"
        url = self.address.filled(app, values | {self.word: marker})
        return url.replace(marker, quote_from_bytes(bad[:2_000], safe=""))


def open_words(app: Autonomus) -> Iterator[OpenWord]:
    """Of every address; but where a word is one of a fixed few, any other would lead nowhere."""
    for each in addresses(app):
        fixed = {word for word, kind in each.rule._converters.items() if isinstance(kind, AnyConverter)}  # noqa: SLF001
        yield from (OpenWord(each, word) for word in sorted((each.rule.arguments & set(WORDS)) - fixed))


@pytest.mark.parametrize("path", ["/kiosk/terminals/enrolment", "/kiosk/terminals/starts"])
def test_a_launcher_that_sends_nonsense_is_refused(path: str, client_for: ClientFor) -> None:
    client = client_for(None)
    bodies = [b"", b"{", b"[]", b"null", b'{"code": 5, "key": {}}', b'{"code": "\\ud800", "key": "\\u0000"}']
    bodies += [b'{"code": "' + value + b'", "key": "' + value + b'"}' for value in TYPED.values()]
    for body in bodies:
        answer = fetch(client, "POST", path, data=body, content_type="application/json")
        assert answer.status_code in {403, 422, 429}, (body[:80], answer.status_code)
