"""What published bytes hold, however it is packed and spelled. Knows nothing of chapters."""
