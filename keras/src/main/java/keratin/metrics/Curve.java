package keratin.metrics;

/** The counts at all thresholds of one or several labels, and the areas under their curves. */
record Curve(State tp, State fp, State tn, State fn, ConfusionCounts counts, int labels) {
  /** A point of a curve. */
  private record Point(double x, double y) {}

  double area(String curve, String method, int label) {
    boolean interpolated = method.equals("interpolation");
    double sum = 0;
    int steps = tp.size() / labels - 1;
    for (int t = 0; t < steps; t++) {
      int a = t * labels + label;
      int b = a + labels;
      if (interpolated && curve.equals("PR")) {
        sum += precisionStrip(a, b);
        continue;
      }
      Point left = point(curve, a);
      Point right = point(curve, b);
      double height =
          switch (method) {
            case "interpolation" -> (left.y + right.y) / 2;
            case "minoring" -> Math.min(left.y, right.y);
            default -> Math.max(left.y, right.y);
          };
      sum += (left.x - right.x) * height;
    }
    return sum;
  }

  private Point point(String curve, int i) {
    double positives = tp.get(i) + fn.get(i);
    double recall = Ratios.of(tp.get(i), positives);
    if (curve.equals("ROC")) {
      return new Point(Ratios.of(fp.get(i), fp.get(i) + tn.get(i)), recall);
    }
    if (curve.equals("PR")) {
      return new Point(recall, Ratios.of(tp.get(i), tp.get(i) + fp.get(i)));
    }
    if (tp.get(i) == 0) {
      return new Point(0, 1);
    }
    double scale = Ratios.of(positives, tn.get(i) + fp.get(i));
    double recallGain = 1 - scale * fn.get(i) / tp.get(i);
    return new Point(Math.max(recallGain, 0), 1 - scale * fp.get(i) / tp.get(i));
  }

  /**
   * The area between two thresholds where true positives grow linearly with positives: precision
   * itself does not (Davis and Goadrich).
   */
  private double precisionStrip(int a, int b) {
    double gained = tp.get(a) - tp.get(b);
    double p = tp.get(a) + fp.get(a);
    double q = tp.get(b) + fp.get(b);
    double slope = Ratios.of(gained, Math.max(p - q, 0));
    double intercept = tp.get(b) - slope * q;
    double ratio = p > 0 && q > 0 ? p / q : 1;
    double positives = Math.max(tp.get(b) + fn.get(b), 0);
    return Ratios.of(slope * (gained + intercept * Math.log(ratio)), positives);
  }
}
