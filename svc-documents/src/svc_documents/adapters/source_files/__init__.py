"""Files that editors upload: read in a process of its own, and never as what they claim to be."""
