"""Text as it is written: sentences, numbers, quantities, sums, names."""
