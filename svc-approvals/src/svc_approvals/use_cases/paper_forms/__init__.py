"""Take a filled workbook into a draft."""
