"""The Python side that mounts front-end modules in Streamlit pages."""
