"""Networks told layer by layer, and the size and the weights that are said of each."""
