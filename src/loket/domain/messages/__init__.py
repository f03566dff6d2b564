"""Rules of the outbox: when to try again, and when to stop."""
