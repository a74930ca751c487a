package keratin.datasets;

import java.util.ArrayList;
import java.util.List;

/**
 * How people write the ten digits: for each a few variants, each a few strokes, each a smooth line
 * through points.
 *
 * <p>Coordinates run from 0 to 100, x to the right, y down. {@code !} makes a point a corner,
 * {@code |} lifts the pen.
 */
final class DigitShapes {
  private static final String[][] TEXT = {
    {
      "60,7 35,10 21,35 20,62 34,90 58,94 77,72 79,40 66,12 50,6",
      "58,5 38,20 28,55 34,88 52,95 68,78 73,42 64,10 50,6",
      "40,14 24,34 21,66 36,92 62,93 79,68 77,32 62,10 44,9",
      "50,6 28,16 18,46 24,80 48,95 74,86 83,54 74,20 54,6",
    },
    {
      "50,5 51,50 50,95",
      "30,28 50,6! 51,50 50,95",
      "34,24 52,6! 51,50 51,94 | 30,95 72,94",
      "38,16 52,5! 50,40 52,95",
    },
    {
      "22,28 30,10 52,5 72,18 70,40 48,66 22,94! 50,92 80,92",
      "24,25 40,7 64,10 72,30 58,60 34,86 22,88 26,76 42,80 60,92 82,88",
      "20,30 34,8 62,7 76,28 62,54 24,93! 50,90 82,94",
      "26,18 50,6 70,20 62,46 40,70 20,90 34,82 56,90 80,84",
    },
    {
      "24,14 48,5 72,18 68,38 44,48! 70,56 78,76 58,94 22,88",
      "22,8 50,8 76,8! 46,42! 72,54 77,76 56,95 22,86",
      "22,20 44,6 70,16 66,38 48,46 50,50 74,62 72,86 46,96 20,84",
      "26,10 56,6 70,22 58,40 40,46! 64,50 74,68 64,90 40,95 20,84",
    },
    {
      "28,6 24,34 22,56! 50,55 80,54 | 66,8 65,50 64,95",
      "66,95 65,50 64,5! 42,34 18,64! 50,63 84,62",
      "30,5 22,38 30,54 54,54 72,44 | 74,8 68,50 64,95",
      "34,10 22,50! 46,52 74,46 | 70,16 62,56 58,95",
    },
    {
      "76,8 54,8 34,8! 28,44! 50,38 74,50 76,74 56,94 22,86",
      "34,10 30,44! 56,40 76,58 70,86 44,95 20,84 | 34,9 56,8 78,7",
      "74,10 44,8 30,26 42,42 66,52 74,74 56,94 24,88",
      "70,6 36,10! 30,40 54,44 74,62 66,88 42,96 22,90",
    },
    {
      "66,6 38,28 24,62 34,92 60,94 76,76 64,56 40,58 27,74",
      "58,4 32,40 24,74 42,96 68,88 72,64 52,54 30,70",
      "72,16 56,5 32,24 22,60 34,92 62,94 76,72 58,54 34,62 26,76",
      "48,4 32,36 28,76 44,95 62,86 62,66 46,60 31,74",
    },
    {
      "20,10 50,9 78,8! 60,50 46,95",
      "20,10 50,10 78,9! 58,52 44,95 | 36,52 54,50 70,48",
      "20,26 22,9! 50,9 78,8! 56,44 44,95",
      "20,14 50,8 78,12! 58,50 50,95",
    },
    {
      "70,16 50,5 30,16 34,36 56,50 74,70 66,92 40,95 26,78 38,56 62,40 72,18",
      "52,5 32,13 32,36 50,47 69,36 69,14 50,5 | 50,47 27,60 25,84 50,96 75,84 73,60 50,47",
      "68,10 44,6 30,22 46,44 70,62 70,88 44,96 26,80 40,54 66,34 70,12",
      "62,18 46,8 34,22 50,42 64,66 56,92 38,90 36,68 52,44 64,24 60,12",
    },
    {
      "72,22 52,6 28,18 28,42 50,52 70,38 73,16! 70,60 62,95",
      "74,30 58,6 30,12 26,40 48,50 70,36 75,20 74,60 60,90 32,92",
      "70,20 46,6 24,24 34,46 60,44 72,18! 70,56 68,95",
      "66,12 44,8 32,28 44,46 62,36 67,14! 60,56 48,95",
    },
  };

  private static final List<List<List<Stroke>>> DIGITS = parse();

  private DigitShapes() {}

  /**
   * Points the pen passes through.
   *
   * @param xy x and y of each point, in turn
   * @param corner for each point, whether the line bends sharply there
   */
  record Stroke(double[] xy, boolean[] corner) {
    int points() {
      return corner.length;
    }
  }

  /** The variants of a digit, each a list of strokes. */
  static List<List<Stroke>> variants(int digit) {
    return DIGITS.get(digit);
  }

  private static List<List<List<Stroke>>> parse() {
    var digits = new ArrayList<List<List<Stroke>>>();
    for (String[] texts : TEXT) {
      var variants = new ArrayList<List<Stroke>>();
      for (String text : texts) {
        var strokes = new ArrayList<Stroke>();
        for (String stroke : text.split(" \\| ")) {
          strokes.add(stroke(stroke.split(" ")));
        }
        variants.add(List.copyOf(strokes));
      }
      digits.add(List.copyOf(variants));
    }
    return List.copyOf(digits);
  }

  private static Stroke stroke(String[] points) {
    var xy = new double[2 * points.length];
    var corner = new boolean[points.length];
    for (int i = 0; i < points.length; i++) {
      corner[i] = points[i].endsWith("!");
      String[] pair = points[i].replace("!", "").split(",");
      xy[2 * i] = Integer.parseInt(pair[0]);
      xy[2 * i + 1] = Integer.parseInt(pair[1]);
    }
    return new Stroke(xy, corner);
  }
}
