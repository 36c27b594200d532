"""What it would take: the courses, licences and helps that make most demands feasible."""
