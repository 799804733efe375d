"""Reading what people really text. No model at run time: words, phrases and edit distance."""
