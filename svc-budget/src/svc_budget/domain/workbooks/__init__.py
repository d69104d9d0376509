"""Workbooks as they come: sheets recognised, cells read with all that was written in them."""
