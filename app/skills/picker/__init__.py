"""The one way to choose competences, whether the catalogue has 200 or 14,000.

Words find a few, a button adds one, a button takes one away. Each tap is kept at once, so that nothing is
lost and two people do not undo each other. The page is the macro in ui/components/picker.html.
"""
