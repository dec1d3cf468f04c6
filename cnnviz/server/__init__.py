"""The server around the app: headers, metrics, limits on sockets, front-end files."""
