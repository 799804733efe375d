"""From the files under flows/ to values: the only room that reads YAML and content files."""
