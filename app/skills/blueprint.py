"""The blueprint that the pages of skills hang on."""

from flask import Blueprint

bp = Blueprint("skills", "app.skills", template_folder="templates")
