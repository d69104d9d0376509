"""The form away from the screen: printed and written on, or filled in as a workbook."""
