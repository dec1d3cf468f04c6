"""What sets cnnviz up, checks it and starts it; no part of the app itself."""
