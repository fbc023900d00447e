"""Knowledge of Chinese that needs no draft: words, divisions, numerals, sentences."""
