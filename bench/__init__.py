"""What cnnviz promises about speed, accuracy and memory, measured."""
