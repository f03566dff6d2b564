"""The rules of the evaluation room: figures that may be shown, and what they ask of the city."""
