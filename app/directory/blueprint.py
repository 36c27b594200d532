"""The blueprint that the pages of directory hang on."""

from flask import Blueprint

bp = Blueprint("directory", "app.directory", template_folder="templates")
