"""What many people say, over HTTP, for those who look after it."""
