"""The employee."""
