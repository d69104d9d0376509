"""Deliveries as rows."""
