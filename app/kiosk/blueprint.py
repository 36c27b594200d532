"""The blueprint of the public screens; every screen module hangs its pages on it."""

from flask import Blueprint

bp = Blueprint("kiosk", "app.kiosk", template_folder="templates", url_prefix="/kiosk")
