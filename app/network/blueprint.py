"""The blueprint that the pages of the network hang on."""

from flask import Blueprint

bp = Blueprint("network", "app.network", template_folder="templates")
