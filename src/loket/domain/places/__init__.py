"""Rules about places: when they are open, how far they are, what was promised of them."""
