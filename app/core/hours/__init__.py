"""Opening hours in OpenStreetMap's syntax, read once; state, next change and words come from what was read.

    syntax.read("Mo-Fr 09:00-17:00; PH off")    a Schedule, or NotUnderstood with the piece
    schedule.at(local, holidays)                 open, closed or unknown, and the note that belongs to it
    words.in_words(expression, "pt")             "Segunda a sexta, 9h00–17h00; fechado nos feriados"
    weekly.rows_of(expression)                   simple weekly hours, as a form asks for them

Specification: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""
