package keratin.datasets;

import java.util.Arrays;
import java.util.stream.IntStream;
import keratin.formats.ElementValues;

/** Draws the digits data set: every picture from the seed and its own number alone. */
final class Digits {
  private static final int PIXELS = DigitPainter.SIDE * DigitPainter.SIDE;

  /** Pictures drawn by one thread at a time. */
  private static final int BLOCK = 250;

  private Digits() {}

  static ImageArrays draw(int train, int test, long seed) {
    if (train < 1 || test < 1) {
      throw new IllegalArgumentException(
          "digits: "
              + train
              + " training and "
              + test
              + " test images came, expected at least 1 of each");
    }
    var labels = labels(train + test, seed);
    var xTrain = new byte[Math.multiplyExact(train, PIXELS)];
    var xTest = new byte[Math.multiplyExact(test, PIXELS)];
    int blocks = (train + test + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              var painter = new DigitPainter();
              int end = Math.min((block + 1) * BLOCK, train + test);
              for (int i = block * BLOCK; i < end; i++) {
                long number = DigitPainter.mix(seed) + i;
                boolean isTrain = i < train;
                painter.paint(
                    labels[i],
                    DigitPainter.mix(number),
                    isTrain ? xTrain : xTest,
                    (isTrain ? i : i - train) * PIXELS);
              }
            });
    return new ImageArrays(
        ElementValues.of(xTrain, train, DigitPainter.SIDE, DigitPainter.SIDE),
        ElementValues.of(Arrays.copyOf(labels, train), train),
        ElementValues.of(xTest, test, DigitPainter.SIDE, DigitPainter.SIDE),
        ElementValues.of(Arrays.copyOfRange(labels, train, train + test), test));
  }

  /** Each ten labels are the ten digits in some order: any part of the set is balanced. */
  private static byte[] labels(int count, long seed) {
    var labels = new byte[count];
    var ten = new byte[10];
    for (int start = 0; start < count; start += 10) {
      for (byte i = 0; i < 10; i++) {
        // inside-out Fisher–Yates
        long random = DigitPainter.mix(DigitPainter.mix(~seed) + start + i) >>> 1;
        int j = (int) (random % (i + 1));
        ten[i] = ten[j];
        ten[j] = i;
      }
      System.arraycopy(ten, 0, labels, start, Math.min(10, count - start));
    }
    return labels;
  }
}
