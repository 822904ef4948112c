"""What the second reader must know of this laboratory."""
