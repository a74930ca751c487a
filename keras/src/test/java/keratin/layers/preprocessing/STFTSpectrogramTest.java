package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class STFTSpectrogramTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new STFTSpectrogram().mode("psd").frameLength(6), 20, 2)
        .weights("real_kernel (6, 1, 5)", "imag_kernel (6, 1, 5)")
        .vary("mode", "magnitude")
        .vary("frame_length", 7)
        .vary("frame_step", 2)
        .vary("fft_length", 16)
        .vary("window", "boxcar")
        .vary("periodic", true)
        .vary("scaling", null)
        .vary("padding", "same")
        .vary("expand_dims", true)
        .vary("data_format", "channels_first", Map.of("padding", "same"))
        .check();
  }

  @Test
  void findsTheFrequencyOfACosine() {
    Memory.tidy(
        () -> {
          // Two periods in eight samples: all of it is at frequency 2.
          Tensor x = Tensor.of(new float[] {1, 0, -1, 0, 1, 0, -1, 0}, Shape.of(1, 8, 1));
          var layer = new STFTSpectrogram().mode("real").frameLength(8).window(null).scaling(null);
          Tensor expected = Tensor.of(new float[][][] {{{0, 0, 4, 0, 0}}});
          Facts.assertClose(expected, layer.of(x), 1e-5, 1e-5);
        });
  }

  @Test
  void channelsCanComeFirst() {
    Memory.tidy(
        () -> {
          Tensor x = RandomOps.normal(Shape.of(2, 30, 3), Seed.of(1));
          Tensor first = x.transpose(0, 2, 1);
          var last = new STFTSpectrogram().frameLength(8);
          Facts.assertClose(
              last.of(x).transpose(0, 2, 1),
              new STFTSpectrogram().frameLength(8).dataFormat("channels_first").of(first),
              1e-5,
              1e-5);
          Facts.assertClose(
              new STFTSpectrogram().frameLength(8).expandDims(true).of(x).transpose(0, 3, 1, 2),
              new STFTSpectrogram()
                  .frameLength(8)
                  .expandDims(true)
                  .dataFormat("channels_first")
                  .of(first),
              1e-5,
              1e-5);
        });
  }

  @Test
  void saysWhichStepsThereAre() {
    Memory.tidy(
        () ->
            assertEquals(
                "STFTSpectrogram: frame_step must be from 1 to frame_length, 4, but is 5.\n"
                    + "  in STFTSpectrogram \"s\"",
                assertThrows(
                        ShapeException.class,
                        () ->
                            new STFTSpectrogram()
                                .name("s")
                                .frameLength(4)
                                .frameStep(5)
                                .of(Tensor.full(DType.FLOAT32, 1, 1, 9, 1)))
                    .getMessage()));
  }
}
