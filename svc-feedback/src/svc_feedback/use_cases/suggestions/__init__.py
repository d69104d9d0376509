"""What is done with the suggestion box."""
