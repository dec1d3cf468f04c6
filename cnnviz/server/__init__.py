"""How the app is served: the launcher, the ASGI app, and what holds at its outermost edge."""
