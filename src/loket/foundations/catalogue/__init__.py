"""Products as data: channels, ownership, fees, legal texts."""
