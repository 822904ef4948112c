"""The families of experiments of this laboratory."""

RAW, HOG, CNN, PNEUMONIA = "mlp-raw", "mlp-hog", "cnn-digits", "cnn-pneumonia"
DIGITS = (RAW, HOG, CNN)
EVERYTHING = (*DIGITS, PNEUMONIA)
