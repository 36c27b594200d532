"""The pseudo-locale of one test process: there is one file for all, and others write it too."""

import fcntl

from flask import Flask
from flask_babel import lazy_gettext

from app.core import i18n
from app.dev import pseudo


def speak_pseudo(app: Flask, scope: str = "office") -> None:
    """Write the catalogue and read it, for as long as this process lives, before another writes it anew."""
    with (i18n.TRANSLATIONS / "kiosk.txt").open() as alone, app.app_context():
        fcntl.flock(alone, fcntl.LOCK_EX)
        pseudo.make(scope)
        i18n._messages(i18n.PSEUDO)  # noqa: SLF001  what templates say
        i18n.text_in(i18n.PSEUDO, lazy_gettext("Save"))  # what Python says
