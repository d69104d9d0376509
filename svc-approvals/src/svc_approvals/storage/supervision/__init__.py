"""Figures and boards of the supervisors, as rows."""
