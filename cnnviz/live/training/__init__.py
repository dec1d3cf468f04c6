"""What the Training page asks: networks as they were at steps of a training."""
