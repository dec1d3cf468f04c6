"""What the Photos page asks: photos looked at, and the maps of every layer."""
