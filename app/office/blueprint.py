"""The blueprint that the pages of office hang on."""

from flask import Blueprint

bp = Blueprint("office", "app.office", template_folder="templates")
