"""Routes of funds and of where their money goes."""
