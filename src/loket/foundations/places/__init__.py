"""Locations, counters, capabilities, opening windows, closures, holidays, districts."""
