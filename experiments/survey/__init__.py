"""What is measured of the data themselves, without training any model."""
