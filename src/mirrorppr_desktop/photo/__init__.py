"""What an image is: the array contract, decoding and encoding, colour, metadata, atomic publication."""
