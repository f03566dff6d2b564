"""The screen that shows whose turn it is."""
