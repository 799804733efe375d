"""An earlier answer put right, added to, taken off, or only told of."""
