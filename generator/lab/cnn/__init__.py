"""Page: digits from images, by convolutions."""
