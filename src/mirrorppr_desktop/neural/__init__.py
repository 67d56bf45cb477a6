"""The MirrorPPR engine, and what makes a retouch of a picture that it drew. Importing this room loads no torch."""
