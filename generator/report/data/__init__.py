"""Page: every result and how it was made."""
