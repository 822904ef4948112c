"""Turn ``results/*.json`` into the French report site."""
