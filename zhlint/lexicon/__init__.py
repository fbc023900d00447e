"""Knowledge of Chinese from before any draft is read: words, places, numerals."""
