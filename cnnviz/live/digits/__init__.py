"""What the Digits page asks: drawings read, and why they are read so."""
