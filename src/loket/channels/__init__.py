"""Front office: who stands before us."""
