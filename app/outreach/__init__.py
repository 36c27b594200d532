"""Registration where people are: in a hall, without network, on a tablet or on paper; and lists of partners.

Nothing is lost: a record has its id from whoever makes it, and is the same however often it arrives.
"""
