"""What raises doubts about an answer; a person judges, nothing is dropped silently."""
