"""Pages of office: the menu around them is in shell.py, one file for each resource."""

from flask import Flask

from app.office.views import (
    audit,
    desk,
    front,
    jobs,
    lost_code,
    participant_files,
    participants,
    public,
    search,
    shell,
    together,
    who_can,
)
from app.office.views.blueprint import bp

__all__ = [
    "audit",
    "desk",
    "front",
    "init_app",
    "jobs",
    "lost_code",
    "participant_files",
    "participants",
    "public",
    "search",
    "together",
    "who_can",
]


def init_app(app: Flask) -> None:
    """Register the pages, and the menu and the foot of every page."""
    app.register_blueprint(bp)
    app.context_processor(shell.context)
