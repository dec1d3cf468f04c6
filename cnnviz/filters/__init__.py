"""Windows, padding, convolution, activation and pooling of pictures, down to one pixel's sum."""
