"""The rules: standard library only; no framework, no clock, no network."""
