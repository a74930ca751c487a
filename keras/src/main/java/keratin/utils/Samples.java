package keratin.utils;

import java.util.List;
import keratin.data.Element;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a step of training is given: inputs, targets, weights.
 *
 * {@snippet :
 * Element batch = Samples.packXYSampleWeight(x, x, null);
 * Samples.XYSampleWeight parts = Samples.unpackXYSampleWeight(batch);
 * Tensor targets = parts.y();
 * }
 *
 * @see <a href="https://keras.io/api/utils/python_utils/">keras.utils.pack_x_y_sample_weight</a>
 */
public final class Samples {
  private Samples() {}

  /** The parts of an element; null for those that are not in it. */
  public record XYSampleWeight(Tensor x, @Nullable Tensor y, @Nullable Tensor sampleWeight) {}

  /** An element of those that are not null; weights without targets have nothing to weigh. */
  public static Element packXYSampleWeight(
      Tensor x, @Nullable Tensor y, @Nullable Tensor sampleWeight) {
    if (y == null && sampleWeight != null) {
      throw new IllegalArgumentException(
          "packXYSampleWeight: sampleWeight came without y. Give both, or none.");
    }
    return y == null
        ? Element.of(x)
        : sampleWeight == null ? Element.of(x, y) : Element.of(x, y, sampleWeight);
  }

  /**
   * The parts of an element.
   *
   * @throws IllegalArgumentException if it holds more than three tensors
   */
  public static XYSampleWeight unpackXYSampleWeight(Element data) {
    List<Tensor> parts = data.tensors();
    if (parts.isEmpty() || parts.size() > 3) {
      throw new IllegalArgumentException(
          "unpackXYSampleWeight: an element is x, (x, y) or (x, y, sampleWeight), but this holds %d tensors."
              .formatted(parts.size()));
    }
    return new XYSampleWeight(
        parts.getFirst(),
        parts.size() > 1 ? parts.get(1) : null,
        parts.size() > 2 ? parts.get(2) : null);
  }
}
