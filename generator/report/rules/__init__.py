"""Page: every rule and what it may answer."""
