"""What the narrative of a book says, against its tables: a closed set of checkers."""
