"""Certificates and declarations that verify, sheets to sign, slips to bring along."""
