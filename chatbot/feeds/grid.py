"""From the National Grid of Great Britain to latitude and longitude, right to about 5 metres.

Formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes
B and C: the grid on the Airy 1830 ellipsoid, then a Helmert shift to WGS84.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

_A, _B = 6_377_563.396, 6_356_256.909
_F0 = 0.9996012717
_LAT0, _LON0 = radians(49), radians(-2)
_E0, _N0 = 400_000.0, -100_000.0
_WGS_A, _WGS_B = 6_378_137.0, 6_356_752.3141
_SHIFT = (446.448, -125.157, 542.060)
_TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_SCALE = 1 - 20.4894e-6


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Return WGS84 latitude and longitude in degrees of a point of the grid in metres."""
    lat, lon = _on_airy(easting, northing)
    x, y, z = _to_space(lat, lon)
    rx, ry, rz = _TURN
    tx, ty, tz = _SHIFT
    moved = (
        tx + _SCALE * x - rz * y + ry * z,
        ty + rz * x + _SCALE * y - rx * z,
        tz - ry * x + rx * y + _SCALE * z,
    )
    return _from_space(*moved)


def _meridian(lat: float) -> float:
    n = (_A - _B) / (_A + _B)
    d, s = lat - _LAT0, lat + _LAT0
    return (
        _B
        * _F0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * d
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(d) * cos(s)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * d) * cos(2 * s)
            - 35 / 24 * n**3 * sin(3 * d) * cos(3 * s)
        )
    )


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude in radians on the ellipsoid of the grid."""
    lat = _LAT0
    for _ in range(20):
        left = northing - _N0 - _meridian(lat)
        if abs(left) < 0.00001:
            break
        lat += left / (_A * _F0)
    e2 = 1 - (_B / _A) ** 2
    nu = _A * _F0 / sqrt(1 - e2 * sin(lat) ** 2)
    rho = _A * _F0 * (1 - e2) / (1 - e2 * sin(lat) ** 2) ** 1.5
    eta2 = nu / rho - 1
    t, sec, d = tan(lat), 1 / cos(lat), easting - _E0
    lat -= (
        t / (2 * rho * nu) * d**2
        - t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        + t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    lon = _LON0 + (
        sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * d**5
    )
    return lat, lon


def _to_space(lat: float, lon: float) -> tuple[float, float, float]:
    e2 = 1 - (_B / _A) ** 2
    nu = _A / sqrt(1 - e2 * sin(lat) ** 2)
    return nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), (1 - e2) * nu * sin(lat)


def _from_space(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = 1 - (_WGS_B / _WGS_A) ** 2
    flat = hypot(x, y)
    lat = atan2(z, flat * (1 - e2))
    for _ in range(10):
        nu = _WGS_A / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * nu * sin(lat), flat)
    return degrees(lat), degrees(atan2(y, x))
