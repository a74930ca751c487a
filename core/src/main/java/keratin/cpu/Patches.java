package keratin.cpu;

import java.util.Arrays;
import keratin.memory.Raw;
import keratin.tensor.Shape;
import keratin.tensor.Window;

/**
 * What lies under a window at each of its places, as a matrix with a row per place and a column per
 * element of the window and channel. Of this matrix only blocks are ever put into memory.
 *
 * <p>At place {@code p} the element {@code t} of an axis is the source's element {@code p · step +
 * start[t]}; outside there are zeros.
 */
final class Patches {
  private static final int AXES = 3;
  private static final int LANES = SgemmKernel.LANES;
  private static final int MAX_NARROW = 256;

  /** A run of columns that are neighbours in the source. */
  private record Run(int t0, int t1, int first, int channel, int length) {}

  private final int batch;
  private final int channels;
  private final int pixel;
  private final int[] lengths;
  private final int[] places;
  private final int[] steps;
  private final int[][] starts;
  private final boolean dense;

  /**
   * Axes are three; those that are missing have length 1.
   *
   * @param channels that count, of {@code pixel} channels of the source
   * @param lengths of the source
   * @param starts for every axis, of every element of the window
   */
  Patches(
      int batch,
      int channels,
      int pixel,
      int[] lengths,
      int[] places,
      int[] steps,
      int[][] starts) {
    this.batch = batch;
    this.channels = channels;
    this.pixel = pixel;
    this.lengths = lengths;
    this.places = places;
    this.steps = steps;
    this.starts = starts;
    boolean neighbours = channels == pixel;
    for (int t = 1; t < starts[2].length; t++) {
      neighbours &= starts[2][t] == starts[2][t - 1] + 1;
    }
    this.dense = neighbours;
  }

  /**
   * Under this window on {@code x (batch, spatial…, channels)}, of so many of the channels; the
   * address of the first of them is that of the source.
   */
  static Patches of(Window window, Shape x, int channels) {
    int[] lengths = ones();
    int[] places = ones();
    int[] steps = ones();
    int[][] starts = {{0}, {0}, {0}};
    for (int i = 0; i < window.rank(); i++) {
      int axis = AXES - window.rank() + i;
      lengths[axis] = x.dim(i + 1);
      places[axis] = window.places(i, lengths[axis]);
      steps[axis] = window.strides().get(i);
      int before = window.padding(i, lengths[axis])[0];
      int dilation = window.dilations().get(i);
      starts[axis] = new int[window.size().get(i)];
      Arrays.setAll(starts[axis], t -> t * dilation - before);
    }
    return new Patches(x.dim(0), channels, x.dim(-1), lengths, places, steps, starts);
  }

  static int[] ones() {
    return new int[] {1, 1, 1};
  }

  /** The number of places. */
  long rows() {
    return (long) batch * places[0] * places[1] * places[2];
  }

  /** Elements of the window. */
  int taps() {
    return starts[0].length * starts[1].length * starts[2].length;
  }

  int channels() {
    return channels;
  }

  /** Channels from a pixel of the source to the next. */
  int pixel() {
    return pixel;
  }

  /** Elements of the window times channels. */
  int columns() {
    return taps() * channels;
  }

  /**
   * Whether the rows lie in the source as they are: windows of one element, one beside the other.
   */
  boolean isSource() {
    return taps() == 1
        && Arrays.equals(places, lengths)
        && starts[0][0] == 0
        && starts[1][0] == 0
        && starts[2][0] == 0
        && Arrays.equals(steps, ones());
  }

  /** Whether pixels have so few channels that columns are better made one after the other. */
  boolean isNarrow() {
    return channels < LANES / 2 && columns() <= MAX_NARROW && !isSource();
  }

  /**
   * Puts rows of all columns into memory, transposed: a row for each column of the patches, whose
   * elements are the places.
   *
   * @param rowBytes between these rows
   */
  void gatherTransposed(long source, long row, int count, long target, long rowBytes) {
    int last = places[2];
    for (int done = 0; done < count; ) {
      long line = (row + done) / last;
      int p2 = (int) ((row + done) % last);
      int length = Math.min(last - p2, count - done);
      int p1 = (int) (line % places[1]);
      long rest = line / places[1];
      int p0 = (int) (rest % places[0]);
      long image = rest / places[0];
      long to = target + 4L * done;
      for (int t0 : starts[0]) {
        for (int t1 : starts[1]) {
          int s0 = p0 * steps[0] + t0;
          int s1 = p1 * steps[1] + t1;
          boolean inside = s0 >= 0 && s0 < lengths[0] && s1 >= 0 && s1 < lengths[1];
          long pixels = ((image * lengths[0] + s0) * lengths[1] + s1) * lengths[2];
          long from = source + 4 * pixels * pixel;
          for (int t2 : starts[2]) {
            for (int c = 0; c < channels; c++, to += rowBytes) {
              if (inside) {
                column(from + 4L * c, p2 * steps[2] + t2, length, to);
              } else {
                zero(to, length);
              }
            }
          }
        }
      }
      done += length;
    }
  }

  /** One element of the window and channel, for places along a line that begin at {@code first}. */
  private void column(long line, int first, int length, long to) {
    int step = steps[2];
    int skip = skip(first, length);
    int end = end(first, skip, length);
    zero(to, skip);
    long from = line + 4L * pixel * (first + (long) skip * step);
    if (step * pixel == 1) {
      copy(from, to + 4L * skip, end - skip);
    } else {
      long stride = 4L * step * pixel;
      for (int i = 0; i < end - skip; i++) {
        Raw.setInt(to + 4L * (skip + i), Raw.getInt(from + i * stride));
      }
    }
    zero(to + 4L * end, length - end);
  }

  /** Places of a line, the first of which sees the element {@code first}, that see none. */
  private int skip(int first, int length) {
    return first >= 0 ? 0 : Math.min(length, Math.ceilDiv(-first, steps[2]));
  }

  /** The end of those that see one. */
  private int end(int first, int skip, int length) {
    return Math.clamp(Math.ceilDiv(lengths[2] - first, steps[2]), skip, length);
  }

  /** A block of columns: {@code from} inclusive, {@code to} exclusive. */
  final class Columns {
    final int from;
    final int to;
    private final Run[] runs;

    private Columns(int from, int to) {
      this.from = from;
      this.to = to;
      this.runs = runs(from, to);
    }

    int width() {
      return to - from;
    }

    /**
     * Puts rows of these columns into memory, one close behind the other.
     *
     * @param source the first element of the source
     */
    void gather(long source, long row, int count, long target) {
      if (!dense) {
        gatherByTap(source, row, count, target);
        return;
      }
      int last = places[2];
      int p2 = (int) (row % last);
      long rest = row / last;
      int p1 = (int) (rest % places[1]);
      rest /= places[1];
      int p0 = (int) (rest % places[0]);
      long image = rest / places[0];
      long bytes = 4L * width();
      for (int i = 0; i < count; i++) {
        patch(source, image, p0, p1, p2, runs, target + i * bytes);
        if (++p2 == last) {
          p2 = 0;
          if (++p1 == places[1]) {
            p1 = 0;
            if (++p0 == places[0]) {
              p0 = 0;
              image++;
            }
          }
        }
      }
    }

    /**
     * Each run for all places of a line: what lies apart is short, so its bounds are found once.
     */
    private void gatherByTap(long source, long row, int count, long target) {
      long rowBytes = 4L * width();
      int last = places[2];
      for (int done = 0; done < count; ) {
        long line = (row + done) / last;
        int p2 = (int) ((row + done) % last);
        int length = Math.min(last - p2, count - done);
        int p1 = (int) (line % places[1]);
        long rest = line / places[1];
        int p0 = (int) (rest % places[0]);
        long image = rest / places[0];
        long to = target + done * rowBytes;
        for (Run run : runs) {
          int s0 = p0 * steps[0] + run.t0;
          int s1 = p1 * steps[1] + run.t1;
          int first = p2 * steps[2] + run.first;
          boolean inside = s0 >= 0 && s0 < lengths[0] && s1 >= 0 && s1 < lengths[1];
          int skip = inside ? skip(first, length) : length;
          int end = inside ? end(first, skip, length) : length;
          long pixels = ((image * lengths[0] + s0) * lengths[1] + s1) * lengths[2] + first;
          zeroRows(to, rowBytes, skip, run.length);
          copyRows(
              source + 4 * ((pixels + (long) skip * steps[2]) * pixel + run.channel),
              4L * steps[2] * pixel,
              to + skip * rowBytes,
              rowBytes,
              end - skip,
              run.length);
          zeroRows(to + end * rowBytes, rowBytes, length - end, run.length);
          to += 4L * run.length;
        }
        done += length;
      }
    }
  }

  /**
   * The columns in blocks of at most {@code most}, which end where an element of the window ends if
   * one fits into a block.
   */
  Columns[] blocks(int most) {
    int unit = channels <= most ? channels : most;
    if (channels > most) {
      // Even parts of every element of the window.
      int parts = Math.ceilDiv(channels, most);
      unit = Math.ceilDiv(channels, parts);
      Columns[] blocks = new Columns[taps() * parts];
      for (int i = 0; i < blocks.length; i++) {
        int start = i / parts * channels + i % parts * unit;
        blocks[i] = new Columns(start, Math.min(start + unit, (i / parts + 1) * channels));
      }
      return blocks;
    }
    int count = Math.ceilDiv(taps(), Math.max(1, most / Math.max(1, unit)));
    int each = Math.ceilDiv(taps(), count) * unit;
    Columns[] blocks = new Columns[Math.ceilDiv(columns(), Math.max(1, each))];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Columns(i * each, Math.min(columns(), (i + 1) * each));
    }
    return blocks;
  }

  /** Some of the columns. */
  Columns columns(int from, int to) {
    return new Columns(from, to);
  }

  private Run[] runs(int from, int to) {
    int wide = starts[2].length;
    Run[] runs = new Run[taps() + 2];
    int count = 0;
    for (int column = from; column < to; count++) {
      int tap = column / channels;
      int t2 = tap % wide;
      int end = dense ? (tap - t2 + wide) * channels : (tap + 1) * channels;
      int length = Math.min(to, end) - column;
      int line = tap / wide;
      runs[count] =
          new Run(
              starts[0][line / starts[1].length],
              starts[1][line % starts[1].length],
              starts[2][t2],
              column - tap * channels,
              length);
      column += length;
    }
    return Arrays.copyOf(runs, count);
  }

  private void patch(long source, long image, int p0, int p1, int p2, Run[] runs, long target) {
    long to = target;
    for (Run run : runs) {
      int s0 = p0 * steps[0] + run.t0;
      int s1 = p1 * steps[1] + run.t1;
      if (s0 < 0 || s0 >= lengths[0] || s1 < 0 || s1 >= lengths[1]) {
        zero(to, run.length);
      } else {
        long line = (image * lengths[0] + s0) * lengths[1] + s1;
        int whole = lengths[2] * pixel;
        int first = (p2 * steps[2] + run.first) * pixel + run.channel;
        int skip = Math.clamp(-first, 0, run.length);
        int end = Math.clamp((long) whole - first, skip, run.length);
        zero(to, skip);
        copy(source + 4L * (line * whole + first + skip), to + 4L * skip, end - skip);
        zero(to + 4L * end, run.length - end);
      }
      to += 4L * run.length;
    }
  }

  private static void zeroRows(long to, long rowBytes, int rows, int count) {
    for (int i = 0; i < rows; i++) {
      zero(to + i * rowBytes, count);
    }
  }

  private static void copyRows(
      long from, long fromBytes, long to, long rowBytes, int rows, int count) {
    int whole = count - count % LANES;
    for (int i = 0; i < rows; i++) {
      long a = from + i * fromBytes;
      long b = to + i * rowBytes;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatRows.store(FloatRows.load(a + 4L * j), b + 4L * j);
      }
      for (; j < count - 1; j += 2) {
        Raw.setLong(b + 4L * j, Raw.getLong(a + 4L * j));
      }
      if (j < count) {
        Raw.setInt(b + 4L * j, Raw.getInt(a + 4L * j));
      }
    }
  }

  private static void zero(long to, int count) {
    if (count >= LANES) {
      Raw.fill(to, 4L * count, (byte) 0);
      return;
    }
    for (int i = 0; i < count; i++) {
      Raw.setFloat(to + 4L * i, 0);
    }
  }

  private static void copy(long from, long to, int count) {
    if (count < LANES) {
      for (int i = 0; i < count; i++) {
        Raw.setInt(to + 4L * i, Raw.getInt(from + 4L * i));
      }
      return;
    }
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      FloatRows.store(FloatRows.load(from + 4L * i), to + 4L * i);
    }
    if (i < count) {
      // The last vector once more, from where it fits.
      long last = 4L * (count - LANES);
      FloatRows.store(FloatRows.load(from + last), to + last);
    }
  }
}
