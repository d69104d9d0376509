"""Consultations as they are kept."""
