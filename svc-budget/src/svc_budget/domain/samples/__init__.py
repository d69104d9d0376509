"""Sample books: made-up units with consistent figures, laid out as offices lay out their forms."""
