"""How good a result is: scores against a truth, drift removed where it is not part of the edit, and maps to look at."""
