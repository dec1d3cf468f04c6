"""What the Filters page asks: pictures through stages of kernels."""
