"""What differs between two pictures of one scene: motion, drift, tone, and whether it is one scene at all."""
