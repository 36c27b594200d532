"""What parses files that people send: a program of its own, which app/core/apart.py starts for each file.

The application imports nothing of this package, and this package nothing of the web and the database.
"""
