"""Kernels: the gallery, formulas, footprints, text, learned ones and number grids."""
