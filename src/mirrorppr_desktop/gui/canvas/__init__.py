"""The picture view at the centre of the window: zoom, compare modes, maps over the photo."""
