"""Certificates: asked, decided by rules or by a person, delivered once."""
