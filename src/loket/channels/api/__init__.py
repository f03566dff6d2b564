"""Machines: the public JSON API and open-data feeds."""
