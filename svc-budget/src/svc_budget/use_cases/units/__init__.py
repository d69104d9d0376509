"""Units: who acts for which, what was published of them."""
