"""Who did what, when and why: append-only, sealed by a chain of hashes."""
