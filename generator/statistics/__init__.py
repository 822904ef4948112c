"""What results say beyond chance: pairs, corrections, trends, classes, factors, seeds."""
