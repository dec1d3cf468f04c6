"""The server's process and its children: priority, memory, garbage."""
