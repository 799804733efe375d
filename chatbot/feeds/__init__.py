"""Lists of groups from outside, read into plain values."""
