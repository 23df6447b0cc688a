"""Training of the English model: `data` and `network`, then `learn`, then `export`."""
