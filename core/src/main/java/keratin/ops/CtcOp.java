package keratin.ops;

import java.util.Arrays;
import keratin.tensor.CustomOp;
import keratin.tensor.IndexException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Connectionist temporal classification by the forward-backward algorithm in logarithms, of logits
 * {@code (batch, steps, classes)}, labels {@code (batch, labels)} and how many of both count:
 * losses {@code (batch,)} and their gradients with respect to the logits.
 *
 * <p>The gradient is that of TensorFlow: {@code softmax − occupancy} of the classes, where a label
 * that is blank is emitted, but has no occupancy.
 *
 * @param blank the class that says "nothing new"
 */
record CtcOp(int blank) implements CustomOp {
  @Override
  public Tensor[] forward(Tensor[] in) {
    int batch = in[0].shape().dim(0);
    int steps = in[0].shape().dim(1);
    int classes = in[0].shape().dim(2);
    int width = in[1].shape().dim(1);
    double[] logits = in[0].toDoubleArray();
    int[] labels = in[1].toIntArray();
    int[] labelLengths = in[2].toIntArray();
    int[] stepLengths = in[3].toIntArray();
    double[] losses = new double[batch];
    double[] gradients = new double[logits.length];
    for (int b = 0; b < batch; b++) {
      double[][] logProbabilities = new double[stepLengths[b]][classes];
      for (int t = 0; t < logProbabilities.length; t++) {
        logSoftmax(logits, (b * steps + t) * classes, logProbabilities[t]);
      }
      int[] states = states(labels, b * width, labelLengths[b], classes);
      double[][] gradient = new double[logProbabilities.length][classes];
      losses[b] = new Lattice(blank, states, logProbabilities).loss(gradient);
      for (int t = 0; t < gradient.length; t++) {
        System.arraycopy(gradient[t], 0, gradients, (b * steps + t) * classes, classes);
      }
    }
    return new Tensor[] {
      Tensor.of(losses).cast(in[0].dtype()), Tensor.of(gradients, in[0].shape()).cast(in[0].dtype())
    };
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {out[1].mul(dy[0].reshape(-1, 1, 1)), null, null, null};
  }

  private static void logSoftmax(double[] logits, int from, double[] into) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < into.length; c++) {
      largest = Math.max(largest, logits[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < into.length; c++) {
      sum += Math.exp(logits[from + c] - largest);
    }
    for (int c = 0; c < into.length; c++) {
      into[c] = logits[from + c] - largest - Math.log(sum);
    }
  }

  /** The labels with a blank before, between and after them. */
  private int[] states(int[] labels, int from, int length, int classes) {
    int[] states = new int[2 * length + 1];
    Arrays.fill(states, blank);
    for (int i = 0; i < length; i++) {
      int label = labels[from + i];
      if (label < 0 || label >= classes) {
        throw new IndexException(
            "ctc_loss: a label is %d, but there are %d classes, numbered from 0."
                .formatted(label, classes));
      }
      states[2 * i + 1] = label;
    }
    return states;
  }

  /** All alignments of one sequence: states from blank to blank, a column per time step. */
  private record Lattice(int blank, int[] states, double[][] logProbabilities) {
    double loss(double[][] gradient) {
      int steps = logProbabilities.length;
      int last = states.length - 1;
      double[][] forward = new double[steps][];
      double[][] backward = new double[steps][];
      for (int t = 0; t < steps; t++) {
        forward[t] = column(t == 0 ? null : forward[t - 1], t, 1);
        backward[steps - 1 - t] = column(t == 0 ? null : backward[steps - t], steps - 1 - t, -1);
      }
      if (steps == 0) {
        return last == 0 ? 0 : Double.POSITIVE_INFINITY;
      }
      double end = last > 0 ? forward[steps - 1][last - 1] : Double.NEGATIVE_INFINITY;
      double likelihood = add(forward[steps - 1][last], end);
      for (int t = 0; t < steps; t++) {
        for (int c = 0; c < gradient[t].length; c++) {
          gradient[t][c] = Math.exp(logProbabilities[t][c]);
        }
        for (int s = 0; s < states.length; s++) {
          boolean counts = (s % 2 == 0 || states[s] != blank) && Double.isFinite(likelihood);
          double both = forward[t][s] + backward[t][s] - logProbabilities[t][states[s]];
          gradient[t][states[s]] -= counts ? Math.exp(both - likelihood) : 0;
        }
      }
      return -likelihood;
    }

    /** The logarithms of the sums over all ways into (or, backwards, out of) every state. */
    private double[] column(double @Nullable [] before, int t, int direction) {
      int n = states.length;
      double[] column = new double[n];
      for (int s = 0; s < n; s++) {
        int from = s - direction;
        double sum = Double.NEGATIVE_INFINITY;
        if (before == null) {
          boolean starts = direction > 0 ? s <= 1 : s >= n - 2;
          sum = starts ? 0 : sum;
        } else {
          sum = before[s];
          if (from >= 0 && from < n) {
            sum = add(sum, before[from]);
          }
          int over = from - direction;
          if (s % 2 == 1 && over >= 0 && over < n && states[over] != states[s]) {
            sum = add(sum, before[over]);
          }
        }
        column[s] = sum + logProbabilities[t][states[s]];
      }
      return column;
    }

    private static double add(double a, double b) {
      double larger = Math.max(a, b);
      return larger == Double.NEGATIVE_INFINITY
          ? larger
          : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
  }
}
