"""How fast the service is, measured beside a yardstick in the same run. See ``--help``."""
