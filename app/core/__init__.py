"""The platform every feature stands on: configuration, database, access, errors, audit, jobs, words.

It knows no product noun but the Permission enum. Features import it; it imports no feature.
"""
