"""What four kinds of initiative have of their own: hosted activities with accounts, providers, who
invoices, terms of service.
"""
