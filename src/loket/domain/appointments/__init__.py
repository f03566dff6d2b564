"""When a visit fits: the arithmetic of free moments, and the life of an appointment."""
