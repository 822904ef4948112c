"""What a result is, and how it is kept in a file."""
