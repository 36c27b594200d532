"""The blueprint that the pages of workshops hang on."""

from flask import Blueprint

bp = Blueprint("workshops", "app.workshops", template_folder="templates")
