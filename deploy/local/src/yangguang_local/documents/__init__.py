"""Documents made from the code: what the services answer (OpenAPI), and what they tell (events)."""
