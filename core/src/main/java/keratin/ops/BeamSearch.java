package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The likeliest sequences of labels over all alignments, of which only the best are followed.
 *
 * <p>Sequences are nodes of a tree of labels. The probability of a node at a step is that of all
 * alignments of its labels, those that end in a blank apart from those that end in its label: only
 * after a blank is the same label a new one. All probabilities are logarithms.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn/ctc_beam_search_decoder">
 *     tf.nn.ctc_beam_search_decoder</a>
 */
final class BeamSearch {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private final int blank;
  private final int width;

  /** A search that follows {@code width} sequences. */
  BeamSearch(int blank, int width) {
    this.blank = blank;
    this.width = width;
  }

  /** A sequence and the logarithm of its probability. */
  record Path(int[] labels, double score) {}

  private static final class Node {
    final @Nullable Node parent;
    final int label;
    final TreeMap<Integer, Node> children = new TreeMap<>();
    double oldBlank = NEVER;
    double oldTotal = NEVER;
    double newBlank = NEVER;
    double newLabel = NEVER;
    double newTotal = NEVER;

    Node(@Nullable Node parent, int label) {
      this.parent = parent;
      this.label = label;
    }

    void leave() {
      oldBlank = NEVER;
      oldTotal = NEVER;
      newBlank = NEVER;
      newLabel = NEVER;
      newTotal = NEVER;
    }
  }

  /** The likeliest sequences, the best first; empty ones that are impossible if there are fewer. */
  Path[] paths(double[][] logits, int count) {
    Node root = new Node(null, -1);
    root.newBlank = 0;
    root.newTotal = 0;
    List<Node> beam = new ArrayList<>(List.of(root));
    for (double[] step : logits) {
      beam = advance(beam, logSoftmax(step));
    }
    Path[] paths = new Path[count];
    Arrays.fill(paths, new Path(new int[0], NEVER));
    for (int i = 0; i < Math.min(count, beam.size()); i++) {
      paths[i] = new Path(labels(beam.get(i)), beam.get(i).newTotal);
    }
    return paths;
  }

  private List<Node> advance(List<Node> beam, double[] step) {
    for (Node node : beam) {
      node.oldBlank = node.newBlank;
      node.oldTotal = node.newTotal;
    }
    List<Node> next = new ArrayList<>();
    for (Node node : beam) {
      stay(node, step);
      next.add(node);
    }
    next.sort(BEST_FIRST);
    for (Node node : beam) {
      if (isCandidate(next, node.oldTotal)) {
        grow(node, step, next);
      }
    }
    return next;
  }

  private static final Comparator<Node> BEST_FIRST =
      Comparator.comparingDouble((Node n) -> n.newTotal).reversed();

  /** The same labels after one step more. */
  private void stay(Node node, double[] step) {
    Node parent = node.parent;
    if (parent != null) {
      if (parent.newTotal != NEVER) {
        double before = node.label == parent.label ? parent.oldBlank : parent.oldTotal;
        node.newLabel = add(node.newLabel, before);
      }
      node.newLabel += step[node.label];
    }
    node.newBlank = node.oldTotal + step[blank];
    node.newTotal = add(node.newBlank, node.newLabel);
  }

  /** One label more; what is better than the worst of a full beam takes its place. */
  private void grow(Node node, double[] step, List<Node> next) {
    for (int label = 0; label < step.length; label++) {
      if (label == blank) {
        continue;
      }
      Node child = node.children.computeIfAbsent(label, l -> new Node(node, l));
      if (child.newTotal != NEVER) {
        continue; // it is in the beam
      }
      double before = label == node.label ? node.oldBlank : node.oldTotal;
      child.newBlank = NEVER;
      child.newLabel = step[label] + before;
      child.newTotal = child.newLabel;
      if (!isCandidate(next, child.newTotal)) {
        child.leave();
        continue;
      }
      if (next.size() == width) {
        next.removeLast().leave();
      }
      int place = next.size();
      while (place > 0 && next.get(place - 1).newTotal < child.newTotal) {
        place--;
      }
      next.add(place, child);
    }
  }

  private boolean isCandidate(List<Node> next, double total) {
    return total > NEVER && (next.size() < width || total > next.getLast().newTotal);
  }

  private static int[] labels(Node node) {
    List<Integer> reversed = new ArrayList<>();
    for (Node n = node; n.parent != null; n = n.parent) {
      reversed.add(n.label);
    }
    return reversed.reversed().stream().mapToInt(i -> i).toArray();
  }

  private static double[] logSoftmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElse(0);
    double sum = Arrays.stream(logits).map(v -> Math.exp(v - largest)).sum();
    return Arrays.stream(logits).map(v -> v - largest - Math.log(sum)).toArray();
  }

  private static double add(double a, double b) {
    double larger = Math.max(a, b);
    return larger == NEVER ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }
}
