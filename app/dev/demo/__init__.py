"""A small invented municipality to try the product on: `flask demo load`, `flask demo sign-ins`."""

import os

import click
from flask.cli import AppGroup

from app.core.db import db
from app.core.unit_of_work import writing
from app.dev.demo import (
    attendance,
    directory,
    enrolments,
    invitations,
    merges,
    network,
    offers,
    places,
    rights,
    stories,
    workshops,
)
from app.dev.demo.contact_notes import write_contact_notes
from app.dev.demo.drafts import write_drafts
from app.dev.demo.grants import write_grants
from app.dev.demo.initiatives import write_initiatives
from app.dev.demo.installation import write_installation
from app.dev.demo.meetings import write_meetings
from app.dev.demo.outreach import write_outreach
from app.dev.demo.partner_list import write_partner_list
from app.dev.demo.protocols import write_protocols
from app.dev.demo.staff import PASSWORD, SIGN_INS, write_staff
from app.dev.demo.terminal import write_terminal
from app.dev.demo.twice import write_twice
from app.network.models import Municipality
from app.skills.loader import load_catalogue

commands = AppGroup("demo", help="Demo data; not there in production.")


@commands.command("load")
def load() -> None:
    """Load the catalogue and, into an empty database, the demo municipality."""
    with writing():
        load_catalogue()
        if db.session.get(Municipality, places.AMIEIRA) is None:
            places.write_places()
            write_staff()
            network.write_network()
            write_terminal()
            stories.write_stories()
            directory.write_directory()
            offers.write_offers()
            workshops.write_workshops()
            write_protocols()
            write_drafts()
            write_grants()
            attendance.write_attendance()
            enrolments.write_enrolments()
            rights.write_rights()
            write_meetings()
            write_installation()
            write_contact_notes()
            merges.write_merges()
            write_twice()
            write_outreach()
            write_partner_list()
            write_initiatives()
            invitations.write_invitations()


@commands.command("sign-ins")
def sign_ins() -> None:
    """Print where the portal is and how to come in."""
    address = f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
    click.echo(f"\nAutonomus is at {address}\n")
    click.echo(f"  Office   {address}/sign-in   (password of everybody: {PASSWORD})")
    for role, email in SIGN_INS.items():
        click.echo(f"           {email:34} {role}")
    click.echo(f"\n  Kiosk    {address}/dev/kiosk   (makes this browser the kiosk of the town hall)")
    click.echo("\n  Codes of inventories that wait at the desk:")
    for code in stories.waiting_codes():
        click.echo(f"           {code}")
    click.echo("")
