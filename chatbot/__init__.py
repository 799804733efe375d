"""Signpost: a text conversation that ends with two or three peer support groups."""
