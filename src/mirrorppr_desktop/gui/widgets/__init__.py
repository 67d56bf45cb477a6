"""Small widgets, one a file. They know the theme and nothing of the program."""
