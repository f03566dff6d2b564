"""The outbox: what must reach a person, kept until it has left the house."""
