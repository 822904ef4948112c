"""Page: every question and where it is answered."""
