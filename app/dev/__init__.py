"""What development and tests need and production never loads: demo data, gallery, checks."""
