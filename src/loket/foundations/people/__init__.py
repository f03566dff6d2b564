"""Employees, their dated assignments, and sign-in."""
