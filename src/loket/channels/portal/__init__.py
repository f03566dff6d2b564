"""The resident, at home or on the phone."""
