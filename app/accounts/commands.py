"""What operators do with accounts."""

import click

from app.accounts import queries
from app.accounts.errors import MembershipExists, PasswordTooWeak
from app.accounts.operations.second_steps import take_away
from app.accounts.operations.staff import create_admin
from app.accounts.wording import WEAKNESSES
from app.core.actor import SYSTEM
from app.core.text import tidy
from app.core.unit_of_work import writing
from app.network.commands import municipality_of


@click.command("create-admin")
@click.option("--municipality", "code", prompt="Code of the municipality (four digits)")
@click.option("--name", prompt="Name of the administrator")
@click.option("--email", prompt="E-mail, to sign in with")
def new_admin(code: str, name: str, email: str) -> None:
    """Make an administrator of a municipality; asks for a password unless the account exists."""
    name, email = tidy(name), tidy(email)
    municipality = municipality_of(code)
    if not name or "@" not in email:
        raise click.ClickException("a name and a whole address are needed")
    is_known = queries.find_staff_by_email(email) is not None
    municipality_id = municipality.id
    password = "" if is_known else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with writing():
            staff = create_admin(
                SYSTEM, name=name, email=email, password=password, municipality_id=municipality_id
            )
    except PasswordTooWeak as weak:
        raise click.ClickException(str(WEAKNESSES[weak.weakness])) from weak
    except MembershipExists as error:
        raise click.ClickException("this account is an administrator there already") from error
    click.echo(f"{staff.name} can sign in and administer {municipality.name}.")


@click.command("forget-factors")
@click.option("--email", prompt="E-mail of the account")
def forget_factors(email: str) -> None:
    """Remove the second factors of somebody whose device is lost and whom no administrator can help."""
    with writing():
        staff = queries.find_staff_by_email(tidy(email))
        if staff is None:
            raise click.ClickException("nobody signs in with this address")
        take_away(SYSTEM, staff=staff)
        click.echo(f"{staff.name} signs in with the password alone until another factor is added.")
