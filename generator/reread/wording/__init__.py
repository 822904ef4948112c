"""What a report leaves empty, and sentences that its own numbers contradict."""
