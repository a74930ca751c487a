package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import keratin.memory.Memory;
import keratin.tensor.DeviceException;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random calls of functions that are made of several ops: each ends in a right answer or in an
 * error that says something, soon, and touches no memory but its own. {@link OpFuzzTest} does the
 * same for single ops.
 *
 * <p>{@code -Dkeratin.fuzz.seed=N} repeats a run, {@code -Dkeratin.fuzz.calls=N} sets the length
 * for each family.
 */
class FunctionFuzzTest {
  private static final long SEED = Long.getLong("keratin.fuzz.seed", 20261125);
  private static final double LONGEST_SECONDS = 10;

  /** Functions that are alike. */
  private enum Family {
    MIXED(MixedFuzz::new),
    CONVOLUTIONS(ConvolutionFuzz::new),
    MATRICES(MatrixFuzz::new),
    SPECTRA(SpectrumFuzz::new),
    IMAGES(ImageFuzz::new),
    DRAWS(DrawFuzz::new);

    private final LongFunction<FuzzFamily> made;

    Family(LongFunction<FuzzFamily> made) {
      this.made = made;
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomCallsEndWell(Family family) {
    check(family, 1_500);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void manyRandomCallsEndWell(Family family) {
    check(family, 20_000);
  }

  private static void check(Family family, int usual) {
    Map<String, FuzzFamily.Call> calls = family.made.apply(SEED).calls();
    int rounds = Integer.getInteger("keratin.fuzz.calls", usual) / calls.size() + 1;
    Map<String, String> failures = new TreeMap<>();
    int[] answers = new int[2];
    for (int round = 0; round < rounds; round++) {
      calls.forEach(
          (name, call) -> {
            String failure = Memory.tidy(() -> attempt(call, answers));
            if (!failure.isEmpty()) {
              failures.putIfAbsent(name, name + " (seed " + SEED + "): " + failure);
            }
          });
    }
    assertThat(failures.values()).isEmpty();
    // Most calls are right: a fuzz of errors alone would prove little.
    assertThat(answers[0]).isGreaterThan(answers[1]);
  }

  private static String attempt(FuzzFamily.Call call, int[] answers) {
    long start = System.nanoTime();
    try {
      call.run();
      answers[0]++;
    } catch (DeviceException e) {
      return e.toString();
    } catch (TensorException e) {
      answers[1]++;
      String text = String.valueOf(e.getMessage());
      return text.isBlank() || text.equals("null") ? "an error without a text" : "";
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      return e
          + Arrays.stream(e.getStackTrace())
              .filter(frame -> frame.getClassName().startsWith("keratin"))
              .limit(4)
              .toList()
              .toString();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return seconds > LONGEST_SECONDS ? "took %.1f seconds".formatted(seconds) : "";
  }
}
