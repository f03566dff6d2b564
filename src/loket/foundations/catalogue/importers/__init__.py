"""Other systems' files become city packs. An importer writes a folder and reports what it met."""
