"""Kiosks: devices with a key, pairings with a phone or a card, prints, calls for help, use."""
