"""Tables of scores, and what sentences say of their rows."""
