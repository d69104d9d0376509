"""Faults planted by the rule that must find them."""
