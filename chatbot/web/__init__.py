"""Pages: the phone on screen."""
