"""What is done with what many people say."""
