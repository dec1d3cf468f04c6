"""Networks: the built-in ones, those that visitors bring, and one unit of any."""
