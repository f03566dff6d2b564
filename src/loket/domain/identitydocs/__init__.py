"""Codes of identity cards: who may request them, how long they are kept."""
