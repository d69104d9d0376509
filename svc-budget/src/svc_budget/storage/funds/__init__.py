"""Funds, their disclosures, and the documents they rest on."""
