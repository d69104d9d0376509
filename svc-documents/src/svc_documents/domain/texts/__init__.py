"""Texts: what a document says, in parts that can be named and compared."""
