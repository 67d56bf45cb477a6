"""Who is in a photo: face landmarks, body points, silhouette."""
