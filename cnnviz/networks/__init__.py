"""Networks: kinds of layer, files, forward passes, changes and traces."""
