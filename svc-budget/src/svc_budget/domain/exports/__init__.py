"""Downloads of facts: which, in what form, and what the columns are called."""
