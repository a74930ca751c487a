package keratin.callbacks;

import java.util.List;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.summary.Summary;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/** Weights as histograms and as images, under their paths. */
final class WeightSummaries {
  private WeightSummaries() {}

  /** Writes all weights to the default writer. */
  static void write(List<Layer> layers, boolean asImages, int epoch) {
    for (Layer layer : layers) {
      for (Variable weight : layer.weights()) {
        String path = weight.path().replace(':', '_');
        Summary.histogram(path + "/histogram", weight, epoch);
        if (asImages) {
          Memory.tidy(() -> image(path + "/image", weight, epoch));
        }
      }
    }
  }

  /** A bias is a row of pixels, a matrix lies on its long side, each kernel is an image. */
  private static void image(String tag, Tensor weight, int epoch) {
    Tensor squeezed = weight.squeeze();
    Shape shape = squeezed.shape();
    Tensor images =
        switch (shape.rank()) {
          case 1 -> squeezed.reshape(1, shape.dim(0), 1, 1);
          case 2 -> {
            Tensor wide = shape.dim(0) > shape.dim(1) ? squeezed.transpose() : squeezed;
            yield wide.reshape(1, wide.shape().dim(0), wide.shape().dim(1), 1);
          }
          case 3 -> Ops.expandDims(squeezed.transpose(2, 0, 1), -1);
          default -> squeezed;
        };
    Shape made = images.shape();
    if (made.rank() == 4 && List.of(1, 3, 4).contains(made.dim(3))) {
      Summary.image(tag, images, epoch);
    }
  }
}
