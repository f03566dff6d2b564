"""Rules of documents: the code that people type, what a document stands for, what it says."""
