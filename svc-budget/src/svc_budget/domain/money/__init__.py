"""Money: whole fen (分), never a float."""
