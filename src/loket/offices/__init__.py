"""Back office: what the city does."""
