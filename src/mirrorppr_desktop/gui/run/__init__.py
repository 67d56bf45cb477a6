"""A run over the shoot: started, watched, held, ended; and what of it is shown."""
