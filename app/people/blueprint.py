"""The blueprint that the pages of people hang on."""

from flask import Blueprint

bp = Blueprint("people", "app.people", template_folder="templates")
