"""Decisions of the city and what they started."""
