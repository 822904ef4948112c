"""What recorded answers measure: plain arrays in, plain numbers out."""
