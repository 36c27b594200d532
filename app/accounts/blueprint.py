"""The blueprint that the pages of accounts hang on."""

from flask import Blueprint

bp = Blueprint("accounts", "app.accounts", template_folder="templates")
