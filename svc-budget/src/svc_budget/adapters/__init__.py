"""Files of the outside: workbooks read and written."""
