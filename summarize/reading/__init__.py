"""The deterministic wing: text in, offsets out, no model."""
