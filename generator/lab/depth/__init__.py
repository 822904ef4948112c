"""Page: depth and weights."""
