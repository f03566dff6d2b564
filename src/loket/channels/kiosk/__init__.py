"""The self-service counter in a library or a district house."""
