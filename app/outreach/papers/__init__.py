"""The same on paper: numbered slips, sheets, and their quick entry afterwards."""
