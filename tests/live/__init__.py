"""Tests of the live engine."""
