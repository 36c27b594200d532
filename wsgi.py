"""The WSGI application, and what the server calls to reach it."""

import gc

from app.core.db import db
from app.core.encryption import demand_keys
from app.core.server import Server
from app.core.uploads import MOST_SENT
from app.factory import create_app

app = create_app()
with app.app_context():
    demand_keys()
    engine = db.engine
engine.dispose()  # a connection must not be there twice when workers are forks of this process
server = Server(app, most=MOST_SENT, end=engine.dispose)
# What the application is made of stays until the end: the collector need not walk through it again.
gc.collect()
gc.freeze()
