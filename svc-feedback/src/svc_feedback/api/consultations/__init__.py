"""Consultations over HTTP: for everybody, and for the organ that asks."""
