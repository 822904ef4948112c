"""What the code of a report does wrong without failing."""
