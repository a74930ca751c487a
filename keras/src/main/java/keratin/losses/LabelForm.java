package keratin.losses;

import keratin.tensor.Shape;

/**
 * How labels say their class, as far as shapes show it: what {@code "accuracy"} and {@code
 * "crossentropy"} mean.
 */
public enum LabelForm {
  /** One number between 0 and 1 per sample. */
  BINARY("binary"),
  /** One number per class and sample. */
  CATEGORICAL("categorical"),
  /** A class number per sample. */
  SPARSE("sparse_categorical");

  private final String prefix;

  LabelForm(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The form of labels with the shape {@code yTrue} for predictions with the shape {@code yPred}:
   * binary if predictions end in 1; else sparse if labels have fewer axes or end in 1; else
   * categorical. Two sigmoid outputs with two labels each therefore count as categorical.
   */
  public static LabelForm of(Shape yTrue, Shape yPred) {
    if (yPred.rank() > 0 && yPred.dim(-1) == 1) {
      return BINARY;
    }
    boolean fewer = yTrue.rank() < yPred.rank();
    return fewer || yTrue.rank() > 0 && yTrue.dim(-1) == 1 ? SPARSE : CATEGORICAL;
  }

  /** The name of the loss and metric: {@code "binary_crossentropy"}. */
  public String crossentropy() {
    return prefix + "_crossentropy";
  }

  /** The name of the metric: {@code "binary_accuracy"}. */
  public String accuracy() {
    return prefix + "_accuracy";
  }
}
