package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConvLSTMTest {
  private static LayerContract contract(Supplier<? extends ConvLSTM<?>> factory, int... sample) {
    return RecurrentContracts.withCell(factory, sample)
        .vary("filters", 1)
        .vary("strides", 2)
        .vary("padding", "same")
        .vary("data_format", "channels_first")
        .vary("dilation_rate", 2)
        .vary("recurrent_activation", "hard_sigmoid")
        .vary("unit_forget_bias", false);
  }

  @Test
  void overSignals() {
    contract(() -> new ConvLSTM1D(2, 2), 3, 4, 4)
        .weights("kernel (2, 4, 8)", "recurrent_kernel (2, 2, 8)", "bias (8,)")
        .vary("kernel_size", 3)
        .check();
  }

  @Test
  void overImages() {
    contract(() -> new ConvLSTM2D(2, 2), 2, 3, 3, 3)
        .weights("kernel (2, 2, 3, 8)", "recurrent_kernel (2, 2, 2, 8)", "bias (8,)")
        .vary("kernel_size", List.of(1, 2))
        .check();
  }

  @Test
  void overVolumes() {
    contract(() -> new ConvLSTM3D(2, 2), 2, 3, 3, 3, 3)
        .weights("kernel (2, 2, 2, 3, 8)", "recurrent_kernel (2, 2, 2, 2, 8)", "bias (8,)")
        .vary("kernel_size", List.of(1, 2, 2))
        .check();
  }

  @Test
  void aWindowOfOneIsAnLstmAtEveryPlace() {
    Memory.tidy(
        () -> {
          Tensor x = RandomOps.normal(Shape.of(2, 3, 4, 5), Seed.of(1));
          ConvLSTM1D layer = new ConvLSTM1D(2, 1);
          Tensor y = layer.of(x);
          LSTM dense = new LSTM(2);
          dense.buildFor(Shape.of(Shape.UNKNOWN, 3, 5));
          dense.setWeights(
              List.of(
                  layer.cell().kernel().squeeze(0),
                  layer.cell().recurrentKernel().squeeze(0),
                  layer.cell().bias()));
          for (int place = 0; place < 4; place++) {
            Tensor there = dense.of(x.slice(2, place, 1).squeeze(2));
            Facts.assertClose(there, y.slice(1, place, 1).squeeze(1), 1e-6, 1e-6);
          }
        });
  }

  @Test
  void imagesOfUnknownSizeAreAnError() {
    String text =
        assertThrows(
                ShapeException.class,
                () ->
                    new ConvLSTM2D(2, 3).buildFor(Shape.of(Shape.UNKNOWN, 5, Shape.UNKNOWN, 8, 3)))
            .getMessage();
    assertEquals(
        "ConvLSTMCell needs to know the size of its inputs, but a step is (None, None, 8, 3). Give"
            + " axis 1 a length.",
        text);
    assertEquals(Shape.of(1, 6, 6, 2), new ConvLSTM2D(2, 3).of(Ops.ones(1, 5, 8, 8, 3)).shape());
  }
}
