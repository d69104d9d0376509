"""Routes of evaluators and of the desk that asks by them."""
