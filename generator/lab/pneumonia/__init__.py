"""Partie 4: normal or pneumonia, measured as a diagnostic test would be."""
