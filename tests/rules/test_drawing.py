"""What core/templates.py and the kiosk's frame spare changes nothing: Jinja draws the same to the byte."""

import tomllib
from collections.abc import Callable
from importlib.metadata import version

from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.templates import LEANS_ON
from tests import turns
from tests.addresses import addresses
from tests.crawl import fetch, walk
from tests.drawing import Jinja, drawn_twice
from tests.rules.test_storm import SCENES, Scene, belongs_to, set_scene  # noqa: F401  the fixture

AT_ONCE = 30
SEARCH = "/search?q=a"
OTHERWISE = frozenset(
    {
        "accounts/confirm.html",
        "accounts/link_closed.html",
        "accounts/second_step.html",
        "accounts/signed_out.html",
        "directory/confirming/_facts.html",
        "directory/lists/preview.html",
        "directory/services/_competence_hits.html",
        "directory/services/import_preview.html",
        "directory/services/list_preview.html",
        "directory/services/mail/check.html",
        "directory/services/mail/check.txt",
        "directory/shelves/offer_preview.html",
        "initiatives/arrangements/terms_form.html",
        "initiatives/circles/_of_person.html",
        "initiatives/circles/_of_series.html",
        "initiatives/circles/atelier.html",
        "initiatives/groups/_need_hits.html",
        "initiatives/groups/_of_sheet.html",
        "initiatives/groups/_rests.html",
        "initiatives/groups/impossible.html",
        "initiatives/ideas/_of_list.html",
        "initiatives/ideas/_of_opportunity.html",
        "initiatives/measures/_competence_hits.html",
        "initiatives/opportunities/_competence_hits.html",
        "initiatives/teams/_closers.html",
        "initiatives/teams/invitation_over.html",
        "kiosk/_received.html",
        "kiosk/groups.html",
        "kiosk/invitation.html",
        "kiosk/is_registering.html",
        "kiosk/own_group.html",
        "kiosk/teaching_kept.html",
        "network/installation/begin.html",
        "network/links/closed.html",
        "network/meetings/_corrections.html",
        "network/meetings/_invitation.html",
        "network/meetings/cancel.html",
        "network/meetings/convene.html",
        "network/meetings/correct.html",
        "network/parties/list_preview.html",
        "network/parties/merge.html",
        "network/protocols/_lacking.html",
        "office/_able.html",
        "office/_both.html",
        "office/_own_tasks.html",
        "office/_task.html",
        "office/dossier/file.html",
        "office/received.html",
        "office/task.html",
        "outreach/closing/call_paper.html",
        "outreach/devices/_emptied.html",
        "outreach/devices/is_kiosk.html",
        "outreach/lists/undo.html",
        "outreach/packs/_said.html",
        "outreach/packs/pack.html",
        "people/_protected.html",
        "people/merging/preview.html",
        "people/rights/_restricted.html",
        "people/rights/at_rest.html",
        "skills/_closed.html",
        "skills/_code.html",
        "skills/_learning.html",
        "terminals/_in_use.html",
        "ui/components/unused_columns.html",
        "ui/layouts/mail.html",
        "ui/layouts/mail.txt",
        "ui/mail/letter.html",
        "ui/mail/letter.txt",
        "workshops/_unverified_notice.html",
        "workshops/attendance/slip_over.html",
        "workshops/enrolments/matches.html",
        "workshops/papers/declaration.html",
        "workshops/planning/_calendar_list.html",
        "workshops/planning/_competence_hits.html",
        "workshops/planning/_preview.html",
        "workshops/reminders/call_sheet.html",
    }
)
"""Answers to a form, papers of a moment, letters: drawn twice where their own tests draw them, by `--all`."""


def test_every_template_is_drawn_as_jinja_itself_draws_it(
    app: Autonomus,
    jinja: Jinja,
    set_scene: Callable[[str], Scene],  # noqa: F811  the fixture
) -> None:
    jinja.forget()
    scenes = [(name, names) for names in SCENES for name in names]
    for name, names in turns.some(scenes, 2, "scenes drawn twice"):
        scene = set_scene(name)
        client = scene.restart()
        own = [each for each in addresses(app) if each.method == "GET" and belongs_to(names, each.mark)]
        asked = turns.some(own, AT_ONCE, "addresses drawn twice", name)
        with drawn_twice(app, jinja) as different:
            for each in (*(each.filled(app, scene.values) for each in asked), SEARCH, "/kiosk/"):
                fetch(client, "GET", each)
            if name.startswith("kiosk") and turns.everything():
                walk(app, client, ["/kiosk/"])
        assert not different, "\n".join(different)
    if not turns.everything():
        return
    folders = [each for each in (ROOT / "app").rglob("templates") if "dev" not in each.parts]
    files = {str(path.relative_to(each)) for each in folders for path in each.rglob("*.*")}
    assert files - jinja.loaded == OTHERWISE


def test_the_release_of_jinja_is_the_one_that_was_looked_into() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"Jinja2=={LEANS_ON}" in declared
    assert version("jinja2") == LEANS_ON
