"""Heatmaps over a drawing or a photo, worked out here or in a process of their own."""
