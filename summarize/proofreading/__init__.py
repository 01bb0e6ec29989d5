"""Whether a sentence that a model wrote says no more and no other than what it cites. No model here."""
