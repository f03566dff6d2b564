"""Identity documents: requests for new PIN and PUK codes, from request to collection."""
