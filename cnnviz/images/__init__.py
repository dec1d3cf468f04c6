"""Pictures of any kind as arrays: files, handwriting, samples, digits, photos."""
