package keratin.applications;

import java.util.Objects;
import keratin.activations.ActivationFunction;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.pooling.GlobalAveragePooling2D;
import keratin.layers.pooling.GlobalMaxPooling2D;
import keratin.models.Model;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What of a network is wanted: the keyword arguments of {@code keras.applications}, as one
 * immutable value. Weights begin at random.
 *
 * {@snippet :
 * var base = Applications.resNet50(new Application().includeTop(false).inputShape(64, 64, 3));
 * }
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications</a>
 */
public final class Application implements Cloneable {
  private boolean includeTop = true;
  private @Nullable Tensor inputTensor;
  private @Nullable Shape inputShape;
  private @Nullable String pooling;
  private int classes = 1000;
  private Object classifierActivation = "softmax";
  private @Nullable String name;

  private Application copy() {
    try {
      return (Application) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether the classifier is there too; true by default. Without it the model ends in features.
   */
  public Application includeTop(boolean on) {
    Application next = copy();
    next.includeTop = on;
    return next;
  }

  /** A symbol to begin with, {@code (batch, height, width, channels)}, instead of a new input. */
  public Application inputTensor(Tensor symbol) {
    Application next = copy();
    next.inputTensor = symbol;
    return next;
  }

  /** The shape of one image; by default that of the paper, or any size if there is no top. */
  public Application inputShape(int height, int width, int channels) {
    Application next = copy();
    next.inputShape = Shape.of(height, width, channels);
    return next;
  }

  /**
   * What follows the features where there is no top: {@code "avg"} or {@code "max"} over all
   * places.
   */
  public Application pooling(String kind) {
    if (!kind.equals("avg") && !kind.equals("max")) {
      throw new IllegalArgumentException(
          "pooling must be \"avg\" or \"max\", but is \"%s\". Leave it out for no pooling."
              .formatted(kind));
    }
    Application next = copy();
    next.pooling = kind;
    return next;
  }

  /** How many classes the top tells apart; 1000 by default. */
  public Application classes(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("classes must be at least 1, but is " + count + ".");
    }
    Application next = copy();
    next.classes = count;
    return next;
  }

  /** The activation of the top, {@code "softmax"} by default; {@code "linear"} gives logits. */
  public Application classifierActivation(String activation) {
    Application next = copy();
    next.classifierActivation = activation;
    return next;
  }

  /** The activation of the top, as a function. */
  public Application classifierActivation(ActivationFunction activation) {
    Application next = copy();
    next.classifierActivation = activation;
    return next;
  }

  /** The name of the model. */
  public Application name(String text) {
    Application next = copy();
    next.name = text;
    return next;
  }

  /** What Keras calls a model that was given no name. */
  Application named(String byDefault) {
    return name == null ? name(byDefault) : this;
  }

  boolean includesTop() {
    return includeTop;
  }

  int classes() {
    return classes;
  }

  /**
   * The symbol that the network begins with.
   *
   * @param usual height and width that the paper has
   * @param least the smallest that all its strides and windows leave something of
   */
  Tensor input(int usual, int least) {
    return input(usual, least, 3);
  }

  /** As {@link #input(int, int)}, for images of other channels. */
  Tensor input(int usual, int least, int channels) {
    if (inputTensor != null) {
      return inputTensor;
    }
    Shape shape = inputShape;
    if (shape == null) {
      int length = includeTop ? usual : Shape.UNKNOWN;
      shape = Shape.of(length, length, channels);
    }
    for (int axis = 0; axis < 2; axis++) {
      if (shape.dim(axis) != Shape.UNKNOWN && shape.dim(axis) < least) {
        throw new ShapeException(
            "%s needs images of at least %d x %d, but inputShape is %s. Use larger ones."
                .formatted(name, least, least, shape));
      }
    }
    return new Input(shape).tensor();
  }

  /** The classifier that most networks end in: the mean of the features, then one dense layer. */
  Model finish(Tensor input, Tensor features) {
    Tensor x = features;
    if (includeTop) {
      x = classify(new GlobalAveragePooling2D().name("avg_pool").of(x));
    }
    return model(input, x);
  }

  /** The last layer: a score for every class. */
  Tensor classify(Tensor x) {
    Dense top = new Dense(classes).name("predictions");
    if (classifierActivation instanceof ActivationFunction function) {
      top.activation(function);
    } else {
      top.activation((String) classifierActivation);
    }
    return top.of(x);
  }

  /** The model from input to output, pooled where there is no top and pooling is asked for. */
  Model model(Tensor input, Tensor output) {
    Tensor y = output;
    if (!includeTop && pooling != null) {
      y =
          pooling.equals("avg")
              ? new GlobalAveragePooling2D().name("avg_pool").of(y)
              : new GlobalMaxPooling2D().name("max_pool").of(y);
    }
    return new Model(input, y).name(Objects.requireNonNull(name));
  }
}
