"""What every package needs: checks of arguments, the assets, an operator's settings."""
