"""Why a network says what it says: receptive fields, contributions, heatmaps, ablation."""
