"""Hand-made labels, scores against them, and the gate that keeps the scores up."""
