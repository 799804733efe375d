"""What a turn can do: ask, answer, show, and follow a command. Pure: values in, values out."""
