"""What leaves the house on paper or as a file: authored or passed through, sealed, verified."""
