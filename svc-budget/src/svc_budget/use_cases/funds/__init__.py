"""Publish funds, disclose what has to be disclosed, follow the documents they rest on."""
