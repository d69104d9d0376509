"""What people are told of policies: differences to what they know, at an hour they may be told."""
