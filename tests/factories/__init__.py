"""Small cities for tests, made straight in the tables."""
