"""The intervals that publishers print beside their figures."""

from math import sqrt

Z95, Z99_8 = 1.959963984540054, 3.090232306167813


def wilson(number: float, people: float, z: float) -> tuple[float, float]:
    """Limits of a share, as fractions."""
    middle, reach = 2 * number + z * z, z * sqrt(z * z + 4 * number * (1 - number / people))
    return max(0.0, (middle - reach) / (2 * (people + z * z))), min(1.0, (middle + reach) / (2 * (people + z * z)))


def byar(number: int, z: float) -> tuple[float, float]:
    """Limits of a count of events."""
    low = max(0.0, 1 - 1 / (9 * number) - z / (3 * sqrt(number))) if number else 0.0
    high = 1 - 1 / (9 * (number + 1)) + z / (3 * sqrt(number + 1))
    return number * low * low * low, (number + 1) * high * high * high
