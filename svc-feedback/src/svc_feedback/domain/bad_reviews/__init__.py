"""Bad reviews (差评): each is looked into, answered, and ends in a change."""
