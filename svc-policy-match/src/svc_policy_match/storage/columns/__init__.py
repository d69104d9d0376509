"""All profiles as columns of numbers, and all policies read over them."""
