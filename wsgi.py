"""The WSGI application."""

import gc

from app.factory import create_app

app = create_app()
# What the application is made of stays until the end: the collector need not walk through it again.
gc.collect()
gc.freeze()
