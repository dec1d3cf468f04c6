"""The live engine: messages in, a torch forward pass, tensors out. Knows nothing of Streamlit."""
