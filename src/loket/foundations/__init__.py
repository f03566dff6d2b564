"""What every office needs."""
