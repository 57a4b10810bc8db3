"""What a text means, and a value with its unit."""
