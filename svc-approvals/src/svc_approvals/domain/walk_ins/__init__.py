"""People who come to the window without an account."""
