"""What is kept: tables, and the queries over them."""
