package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import keratin.autograd.GradientCheck;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentsTest {
  private static final int STEPS = 4;
  private static final int CLASSES = 3;

  private static Tensor logits(long seed) {
    double[] data = new Random(seed).doubles(STEPS * CLASSES, -2, 2).toArray();
    return Tensor.of(data, Shape.of(1, STEPS, CLASSES));
  }

  private static Tensor length(int n) {
    return Tensor.of(new int[] {n});
  }

  /** The probability of every sequence of labels, by going through all alignments. */
  private static Map<List<Integer>, Double> sequences(Tensor logits, int blank) {
    double[] p = Nn.softmax(logits).toDoubleArray();
    Map<List<Integer>, Double> sums = new HashMap<>();
    for (int code = 0; code < Math.pow(CLASSES, STEPS); code++) {
      double probability = 1;
      int last = blank;
      List<Integer> labels = new java.util.ArrayList<>();
      for (int t = 0, rest = code; t < STEPS; t++, rest /= CLASSES) {
        int label = rest % CLASSES;
        probability *= p[t * CLASSES + label];
        if (label != blank && label != last) {
          labels.add(label);
        }
        last = label;
      }
      sums.merge(labels, probability, Double::sum);
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everySequenceAgainstAllAlignments(int blank) {
    Tensor logits = logits(blank);
    Map<List<Integer>, Double> sums = sequences(logits, blank);
    sums.forEach(
        (labels, probability) -> {
          int[] row = labels.stream().mapToInt(i -> i).toArray();
          Tensor target = Tensor.of(Arrays.copyOf(row, STEPS), Shape.of(1, STEPS));
          Tensor loss = Nn.ctcLoss(target, logits, length(row.length), length(STEPS), blank);
          assertThat(loss.doubleValue()).isCloseTo(-Math.log(probability), within(1e-10));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aWideBeamFindsTheLikeliest(int blank) {
    Tensor logits = logits(10 + blank);
    List<Map.Entry<List<Integer>, Double>> best =
        sequences(logits, blank).entrySet().stream()
            .sorted(Map.Entry.<List<Integer>, Double>comparingByValue().reversed())
            .toList();
    Nn.Decoded found = Nn.ctcDecode(logits, length(STEPS), "beam_search", 100, 3, true, blank);
    for (int path = 0; path < 3; path++) {
      List<Integer> labels =
          Arrays.stream(found.decoded().get(path, 0).toIntArray())
              .filter(label -> label >= 0)
              .boxed()
              .collect(Collectors.toList());
      assertThat(labels).isEqualTo(best.get(path).getKey());
      assertThat(found.scores().get(0, path).doubleValue())
          .isCloseTo(Math.log(best.get(path).getValue()), within(1e-10));
    }
  }

  @Test
  void greedyTakesTheLargest() {
    Tensor logits =
        Tensor.of(new double[][][] {{{0, 3, 1}, {0, 2, 1}, {4, 0, 0}, {0, 1, 0}, {0, 0, 9}}});
    Nn.Decoded merged = Nn.ctcDecode(logits, length(4));
    assertThat(merged.decoded().toIntArray()).containsExactly(1, 1, -1, -1, -1);
    assertThat(merged.scores().doubleValue()).isEqualTo(-10);
    Nn.Decoded all = Nn.ctcDecode(logits, length(4), "greedy", 1, 1, false, 0);
    assertThat(all.decoded().toIntArray()).containsExactly(1, 1, 1, -1, -1);
  }

  @Test
  void gradientOfTheLoss() {
    Tensor target = Tensor.of(new int[][] {{1, 2}});
    new GradientCheck(a -> Nn.ctcLoss(target, a[0], length(2), length(3), 0))
        .order(1)
        .at(logits(3));
  }

  @Test
  void wrongUses() {
    Tensor logits = logits(1);
    assertThatThrownBy(() -> Nn.ctcDecode(logits, length(9)))
        .hasMessageContaining("lengths are 1 numbers from 0 to 4, but are (1,) [9]");
    assertThatThrownBy(() -> Nn.ctcDecode(logits, length(1), "best", 1, 1, true, 0))
        .hasMessageContaining("\"best\" is no strategy");
    assertThatThrownBy(() -> Nn.ctcLoss(length(1), logits, length(1), length(1), 0))
        .hasMessageContaining("target is (batch, labels)");
    assertThatThrownBy(
            () -> Nn.ctcLoss(Tensor.of(new int[][] {{3}}), logits, length(1), length(4), 0))
        .hasMessage("ctc_loss: a label is 3, but there are 3 classes, numbered from 0.");
  }
}
