"""Page: digits from HOG descriptors."""
