"""The first administrator, by command."""

from click.testing import Result
from sqlalchemy import select

from app.accounts import passwords, queries
from app.accounts.models import Membership
from app.core.application import Autonomus
from app.core.db import db
from tests.cast import Cast


def run(app: Autonomus, email: str, password: str = "", code: str = "9901") -> Result:
    arguments = ["create-admin", "--municipality", code, "--name", "Rui Paz", "--email", email]
    answers = f"{password}\n{password}\n" if password else ""
    result = app.test_cli_runner().invoke(args=arguments, input=answers)
    db.session.rollback()
    return result


def test_an_administrator_is_made_at_the_town_hall(app: Autonomus, cast: Cast) -> None:
    result = run(app, "rui.paz@example.org", "comboio verde amarelo")
    assert result.exit_code == 0, result.output
    assert "comboio" not in result.output
    staff = queries.find_staff_by_email("rui.paz@example.org")
    assert staff is not None
    assert passwords.matches(staff.password_hash, "comboio verde amarelo")
    membership = db.session.scalars(select(Membership).where(Membership.staff_id == staff.id)).one()
    assert (membership.role, membership.organisation_id) == ("administrator", cast.town_hall)


def test_a_weak_password_and_an_unknown_municipality_are_refused(app: Autonomus) -> None:
    assert run(app, "rui.paz@example.org", "rui.paz.2026!").exit_code == 1
    assert run(app, "rui.paz@example.org", "comboio verde amarelo", code="0000").exit_code == 1
    assert queries.find_staff_by_email("rui.paz@example.org") is None


def test_an_account_that_exists_is_not_asked_for_a_password(app: Autonomus, cast: Cast) -> None:
    assert run(app, cast.stranger.email).exit_code == 0
    assert queries.served_by(cast.stranger.id) == {cast.here, cast.elsewhere}
    assert run(app, cast.stranger.email).exit_code == 1
