"""cnnviz: see what a convolutional network does to your own picture while you change it.

Arrays are (C, H, W) or (N, C, H, W) float32 everywhere; pictures are in [0, 1].

The public names and where each is defined stand in ``__init__.pyi``, for type checkers and for the
loader alike: a module is imported when one of its names is asked for, as torch alone takes two
seconds.
"""

import lazy_loader

__version__ = "0.2.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
