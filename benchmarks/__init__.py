"""Measurements of speed and exactness, printed by ``make bench``."""
