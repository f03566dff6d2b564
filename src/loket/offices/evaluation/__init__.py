"""Indicators and where visitors live."""
