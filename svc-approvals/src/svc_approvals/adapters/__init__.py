"""What reaches outside the house over HTTP, and the files that name whom."""
