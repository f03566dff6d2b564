"""Tickets, calling and waiting time."""
