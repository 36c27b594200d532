"""The bare twins that our pages are measured against: Flask, Jinja and the same ORM, nothing around them.

A twin prints the same things as our page (every file, address, form, answer, row and icon: a page of a
sixth of the size would compare sizes), makes the same reads of them, that of who is signed in too, and a
write keeps the same rows in one durable commit. All of it as one writes it by hand, in one language: no
cookie, no access rules, no forgery protection, no policy header, no translation, no macros. The kiosk's
twins make the one read that the figure names.
"""

from app.core.server import Server
from app.dev.bench.bare import attendance, kiosk, meetings, parties, people, protocols, reports, series
from app.dev.bench.bare.frame import app

server = Server(app, most=1_000_000)
__all__ = [
    "app",
    "attendance",
    "kiosk",
    "meetings",
    "parties",
    "people",
    "protocols",
    "reports",
    "series",
    "server",
]
