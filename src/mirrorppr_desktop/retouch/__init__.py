"""What a retouch is: operations, warp fields, and the one function that renders them."""
