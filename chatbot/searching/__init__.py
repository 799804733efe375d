"""Few of many groups judged: a directory laid out so that the first of a search are found fast."""
