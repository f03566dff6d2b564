"""A living city made only through actions; smoke test and shop window."""
