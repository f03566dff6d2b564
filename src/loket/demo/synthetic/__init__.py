"""A city of people who do not exist, told as lives, so that both registers say the same of it."""
