"""The site: built, previewed, published."""
