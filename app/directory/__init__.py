"""What there is for people: services, drop-in slots, publications, offers of work and learning, and how fresh
each of them is.
"""
