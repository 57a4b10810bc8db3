"""Taking the data elsewhere, in other programs' formats."""
