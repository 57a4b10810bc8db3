"""What to draw, as numbers: shared by plots and exports."""
