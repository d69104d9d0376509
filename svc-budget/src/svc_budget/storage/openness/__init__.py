"""Rows of periods and of what published books show."""
