package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MelSpectrogramTest {
  private static MelSpectrogram layer() {
    return new MelSpectrogram()
        .fftLength(16)
        .sequenceStride(8)
        .numMelBins(3)
        .samplingRate(100)
        .minFreq(1);
  }

  @Test
  void keepsTheContract() {
    new LayerContract(MelSpectrogramTest::layer, 40)
        .vary("fft_length", 20)
        .vary("sequence_stride", 4)
        .vary("sequence_length", 12)
        .vary("window", "hamming")
        .vary("sampling_rate", 120)
        .vary("num_mel_bins", 4)
        .vary("min_freq", 5.0)
        .vary("max_freq", 30.0)
        .vary("power_to_db", false)
        .vary("top_db", 3.0)
        .vary("mag_exp", 1.0)
        .vary("min_power", 0.5)
        .vary("ref_power", 2.0)
        .check();
  }

  @Test
  void louderByTenIsTwentyDecibels() {
    Memory.tidy(
        () -> {
          float[] sound = new float[40];
          for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) Math.sin(i * 0.9) + (i % 3);
          }
          Tensor x = Tensor.of(sound, Shape.of(40));
          Tensor y = layer().of(x);
          assertEquals(Shape.of(3, 6), y.shape());
          Facts.assertClose(y.add(20), layer().of(x.mul(10)), 1e-4, 1e-3);
          Facts.assertClose(y.sub(10 * Math.log10(2)), layer().refPower(2).of(x), 1e-4, 1e-3);
          assertEquals(
              Map.of("max_freq", 50.0).get("max_freq"), layer().getConfig().get("max_freq"));
        });
  }

  @Test
  void saysWhichFramesFit() {
    Memory.tidy(
        () ->
            assertEquals(
                "MelSpectrogram: sequence_length must be at most fft_length, 16, but is 20.\n"
                    + "  in MelSpectrogram \"m\"",
                assertThrows(
                        ShapeException.class,
                        () ->
                            layer()
                                .sequenceLength(20)
                                .name("m")
                                .of(Tensor.full(DType.FLOAT32, 1, 40)))
                    .getMessage()));
  }
}
