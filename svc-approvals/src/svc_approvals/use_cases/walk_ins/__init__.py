"""What a clerk does in the name of whoever stands at the window."""
