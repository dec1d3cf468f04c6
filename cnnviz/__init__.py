"""cnnviz: see what a convolutional network does to your own picture while you change it."""
