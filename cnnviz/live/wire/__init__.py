"""What every message and answer on ``/live`` shares: frames, ids, tensors, and errors."""
