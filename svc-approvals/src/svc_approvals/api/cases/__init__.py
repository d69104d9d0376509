"""Routes of cases, of the window and of the departments."""
