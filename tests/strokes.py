"""Ten digits as a hand might draw them on the pad: one script each, none in the middle.

A digit is a list of strokes, a stroke a list of (x, y) in [0, 1] of the pad's width and height,
from the top left.
"""

import math
from itertools import pairwise
from typing import Final

Point = tuple[float, float]
Stroke = list[Point]


def line(*corners: Point, points: int = 8) -> Stroke:
    """Straight runs from corner to corner."""
    stroke = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        stroke += [
            (x0 + (x1 - x0) * i / points, y0 + (y1 - y0) * i / points) for i in range(1, points + 1)
        ]
    return stroke


def arc(center: Point, radii: Point, start: float, end: float, points: int = 20) -> Stroke:
    """Part of an ellipse, from `start` to `end` degrees, clockwise from three o'clock."""
    angles = [math.radians(start + (end - start) * i / points) for i in range(points + 1)]
    return [
        (center[0] + radii[0] * math.cos(a), center[1] + radii[1] * math.sin(a)) for a in angles
    ]


DIGITS: Final[dict[int, list[Stroke]]] = {
    0: [arc((0.36, 0.42), (0.15, 0.25), -80, 275, 30)],
    1: [line((0.58, 0.32), (0.66, 0.20), (0.62, 0.80))],
    2: [
        arc((0.40, 0.32), (0.15, 0.14), -170, 30)
        + line((0.52, 0.40), (0.24, 0.70))
        + line((0.24, 0.70), (0.36, 0.67), (0.60, 0.71))
    ],
    3: [arc((0.60, 0.36), (0.14, 0.13), -150, 90) + arc((0.60, 0.64), (0.16, 0.15), -90, 145)],
    4: [
        line((0.40, 0.14), (0.24, 0.44), (0.56, 0.43)),
        line((0.52, 0.22), (0.47, 0.72)),
    ],
    5: [
        line((0.46, 0.34), (0.42, 0.54)) + arc((0.50, 0.68), (0.16, 0.16), -120, 130),
        line((0.46, 0.34), (0.70, 0.32)),
    ],
    6: [
        arc((0.52, 0.44), (0.22, 0.30), -75, -185) + arc((0.44, 0.58), (0.14, 0.15), 180, -178, 30)
    ],
    7: [line((0.32, 0.22), (0.68, 0.20), (0.50, 0.50), (0.44, 0.78))],
    8: [
        arc((0.62, 0.34), (0.11, 0.13), 60, -240, 24)
        + arc((0.60, 0.62), (0.15, 0.16), -70, 250, 26)
        + line((0.55, 0.47), (0.68, 0.44), points=3)
    ],
    9: [
        arc((0.40, 0.36), (0.13, 0.13), 0, -355, 26)
        + line((0.53, 0.33), (0.52, 0.52), (0.46, 0.76))
    ],
}
