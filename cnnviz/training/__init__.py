"""Training as a stream of progress: what is chosen, the loop, the measures, the jobs."""
