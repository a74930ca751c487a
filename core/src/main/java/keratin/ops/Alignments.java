package keratin.ops;

import java.util.Arrays;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Connectionist temporal classification: labels that come in the order of the time steps, without
 * saying when.
 *
 * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Graves et al., Connectionist
 *     temporal classification</a>
 */
abstract class Alignments extends CrossEntropies {
  Alignments() {}

  /**
   * How unlikely sequences of labels are, in nats, summed over all ways of aligning them; {@code
   * (batch,)}. A sequence that does not fit into the steps has an infinite loss.
   *
   * @param target class numbers {@code (batch, labels)}
   * @param output logits {@code (batch, steps, classes)}
   * @param targetLength how many labels of every row count, {@code (batch,)}
   * @param outputLength how many steps of every row count, {@code (batch,)}
   * @param maskIndex the class that says "nothing new"
   */
  public static Tensor ctcLoss(
      Tensor target, Tensor output, Tensor targetLength, Tensor outputLength, int maskIndex) {
    if (target.rank() != 2 || output.rank() != 3) {
      throw new ShapeException(
          "ctc_loss: target is (batch, labels) and output (batch, steps, classes), but they are %s and %s."
              .formatted(target.shape(), output.shape()));
    }
    if (Composition.isSymbolic(target, output, targetLength, outputLength)) {
      return Composition.of(
          "ctc_loss",
          in -> ctcLoss(in[0], in[1], in[2], in[3], maskIndex),
          target,
          output,
          targetLength,
          outputLength);
    }
    int batch = output.shape().dim(0);
    requireLengths("ctc_loss", targetLength, batch, target.shape().dim(1));
    requireLengths("ctc_loss", outputLength, batch, output.shape().dim(1));
    int blank = classNumber("ctc_loss", maskIndex, output.shape().dim(2));
    // Half precision would not do for sums over all alignments.
    DType type = DType.promote(output.dtype(), DType.FLOAT32);
    return Engine.runAll(
        new CtcOp(blank),
        output.cast(type),
        target.cast(DType.INT32),
        targetLength.cast(DType.INT32),
        outputLength.cast(DType.INT32))[0];
  }

  private static int classNumber(String op, int index, int classes) {
    int number = index < 0 ? index + classes : index;
    if (number < 0 || number >= classes) {
      throw new TensorException(
          "%s: mask_index is %d, but there are %d classes.".formatted(op, index, classes));
    }
    return number;
  }

  private static void requireLengths(String op, Tensor lengths, int batch, int most) {
    boolean fits =
        lengths.shape().equals(Shape.of(batch))
            && Arrays.stream(lengths.toLongArray()).allMatch(n -> n >= 0 && n <= most);
    if (!fits) {
      throw new ShapeException(
          "%s: lengths are %d numbers from 0 to %d, but are %s %s."
              .formatted(op, batch, most, lengths.shape(), Arrays.toString(lengths.toLongArray())));
    }
  }

  /**
   * Sequences of labels that were read from the classes of all steps.
   *
   * @param decoded class numbers, −1 where a sequence is over; int32, {@code (paths, batch, steps)}
   * @param scores as the strategy says, {@code (batch, paths)}
   */
  public record Decoded(Tensor decoded, Tensor scores) {}

  /** {@link #ctcDecode(Tensor, Tensor, String, int, int, boolean, int)}, greedy. */
  public static Decoded ctcDecode(Tensor inputs, Tensor sequenceLengths) {
    return ctcDecode(inputs, sequenceLengths, "greedy", 100, 1, true, 0);
  }

  /**
   * The labels that the classes of time steps say.
   *
   * @param inputs logits {@code (batch, steps, classes)}
   * @param sequenceLengths how many steps of every row count, {@code (batch,)}
   * @param strategy {@code "greedy"}: the largest class of every step, with minus the sum of their
   *     logits as the score; {@code "beam_search"}: the likeliest sequences over all alignments,
   *     with the logarithms of their probabilities
   * @param beamWidth how many sequences the beam search keeps at every step
   * @param topPaths how many it gives
   * @param mergeRepeated whether greedy takes equal classes of neighbouring steps for one label
   * @param maskIndex the class that says "nothing new"
   */
  public static Decoded ctcDecode(
      Tensor inputs,
      Tensor sequenceLengths,
      String strategy,
      int beamWidth,
      int topPaths,
      boolean mergeRepeated,
      int maskIndex) {
    if (inputs.rank() != 3) {
      throw new ShapeException(
          "ctc_decode: inputs are (batch, steps, classes), but are %s.".formatted(inputs.shape()));
    }
    if (Composition.isSymbolic(inputs, sequenceLengths)) {
      Tensor[] both =
          Composition.all(
              "ctc_decode",
              in -> {
                Decoded found =
                    ctcDecode(
                        in[0], in[1], strategy, beamWidth, topPaths, mergeRepeated, maskIndex);
                return new Tensor[] {found.decoded, found.scores};
              },
              inputs,
              sequenceLengths);
      return new Decoded(both[0], both[1]);
    }
    int batch = inputs.shape().dim(0);
    int steps = inputs.shape().dim(1);
    int classes = inputs.shape().dim(2);
    requireLengths("ctc_decode", sequenceLengths, batch, steps);
    boolean greedy = strategy.equals("greedy");
    if (!greedy && !strategy.equals("beam_search")) {
      throw new TensorException(
          "ctc_decode: \"%s\" is no strategy. Use \"greedy\" or \"beam_search\"."
              .formatted(strategy));
    }
    if (topPaths < 1 || topPaths > beamWidth) {
      throw new TensorException(
          "ctc_decode: of %d sequences %d cannot be given.".formatted(beamWidth, topPaths));
    }
    int blank = classNumber("ctc_decode", maskIndex, classes);
    int paths = greedy ? 1 : topPaths;
    double[] all = inputs.toDoubleArray();
    int[] lengths = sequenceLengths.toIntArray();
    int[] decoded = new int[paths * batch * steps];
    Arrays.fill(decoded, -1);
    double[] scores = new double[batch * paths];
    for (int b = 0; b < batch; b++) {
      double[][] logits = new double[lengths[b]][];
      for (int t = 0; t < logits.length; t++) {
        int from = (b * steps + t) * classes;
        logits[t] = Arrays.copyOfRange(all, from, from + classes);
      }
      BeamSearch.Path[] found =
          greedy
              ? new BeamSearch.Path[] {greedy(logits, blank, mergeRepeated)}
              : new BeamSearch(blank, beamWidth).paths(logits, paths);
      for (int p = 0; p < paths; p++) {
        int[] labels = found[p].labels();
        System.arraycopy(labels, 0, decoded, (p * batch + b) * steps, labels.length);
        scores[b * paths + p] = found[p].score();
      }
    }
    DType type = DType.promote(inputs.dtype(), DType.FLOAT32);
    return Engine.beside(
        inputs,
        () ->
            new Decoded(
                Tensor.of(decoded, Shape.of(paths, batch, steps)),
                Tensor.of(scores, Shape.of(batch, paths)).cast(type)));
  }

  private static BeamSearch.Path greedy(double[][] logits, int blank, boolean mergeRepeated) {
    int[] labels = new int[logits.length];
    int count = 0;
    int last = -1;
    double score = 0;
    for (double[] step : logits) {
      int best = 0;
      for (int c = 1; c < step.length; c++) {
        best = step[c] > step[best] ? c : best;
      }
      score -= step[best];
      if (best != blank && !(mergeRepeated && best == last)) {
        labels[count++] = best;
      }
      last = best;
    }
    return new BeamSearch.Path(Arrays.copyOf(labels, count), score);
  }
}
