package keratin.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InputSpecTest {
  /** A layer that takes what it is told to. */
  private static final class Picky extends Layer {
    Picky(InputSpec spec) {
      inputSpec(spec);
      name("p");
    }

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return x.mul(2);
    }
  }

  private static void refuses(InputSpec spec, Tensor x, String why) {
    var error = assertThrows(ShapeException.class, () -> new Picky(spec).of(x));
    assertEquals(why + "\n  in Picky \"p\"", error.getMessage());
  }

  @Test
  void whatFitsGoesThrough() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 3);
          InputSpec spec =
              new InputSpec().ndim(2).minNdim(1).maxNdim(2).axis(-1, 3).dtype(DType.FLOAT32);
          assertEquals(2, new Picky(spec).of(x).get("0, 0").doubleValue());
          new Picky(new InputSpec().shape(Shape.of(Shape.UNKNOWN, 3))).of(x);
          InputSpec squeezed =
              new InputSpec().shape(Shape.of(Shape.UNKNOWN, 3, 1)).allowLastAxisSqueeze(true);
          new Picky(squeezed).of(x);
          new Picky(squeezed).of(x.expandDims(-1));
        });
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 3);
          refuses(new InputSpec().ndim(3), x, "Input 0 must have 3 axes, but its shape is (2, 3).");
          refuses(
              new InputSpec().minNdim(3).name("image"),
              x,
              "Input 'image' must have at least 3 axes, but its shape is (2, 3).");
          refuses(
              new InputSpec().axis(-1, 4),
              x,
              "Input 0 must have the length 4 along axis -1, but its shape is (2, 3).");
          refuses(
              new InputSpec().shape(Shape.of(Shape.UNKNOWN, 4)),
              x,
              "Input 0 must have the shape (None, 4), but its shape is (2, 3).");
          var error =
              assertThrows(
                  DTypeException.class, () -> new Picky(new InputSpec().dtype(DType.INT32)).of(x));
          assertEquals(
              "Input 0 must be int32, but is (2, 3) float32. Cast it: x.cast(DType.INT32)\n"
                  + "  in Picky \"p\"",
              error.getMessage());
        });
  }
}
