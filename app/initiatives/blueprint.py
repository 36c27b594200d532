"""The blueprint that the pages of initiatives hang on."""

from flask import Blueprint

bp = Blueprint("initiatives", "app.initiatives", template_folder="templates")
