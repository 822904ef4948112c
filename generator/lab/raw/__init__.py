"""Page: digits from raw pixels."""
