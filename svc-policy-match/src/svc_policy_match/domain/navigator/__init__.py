"""The navigator (政策导览): the next question, why it is asked, what is known after each answer."""
