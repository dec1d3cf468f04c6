"""Why a network predicts what it predicts: receptive fields, contributions, heatmaps, ablation."""
