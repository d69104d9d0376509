"""Fiscal disclosure (财政预决算): workbooks reconciled to the cell, money followed."""
