"""The window: all that is Qt. It shows and asks; pixels are worked on behind `jobs`."""
