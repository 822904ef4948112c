"""The families of experiments of this laboratory."""

RAW, HOG, CNN, PNEUMONIA = "mlp-raw", "mlp-hog", "cnn-digits", "cnn-pneumonia"
DIGITS = (RAW, HOG, CNN)
EVERYTHING = (*DIGITS, PNEUMONIA)
# The page that describes the models of each, under ``docs/``.
PAGES = {
    RAW: "partie-2/pixels-bruts.md",
    HOG: "partie-2/hog.md",
    CNN: "partie-2/cnn.md",
    PNEUMONIA: "partie-4.md",
}
