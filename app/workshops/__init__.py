"""Series of sessions in which people learn and plan together: places, enrolments with a fair waiting list,
attendance, papers.
"""
