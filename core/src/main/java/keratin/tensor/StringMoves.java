package keratin.tensor;

import java.util.HashMap;
import java.util.Map;
import keratin.memory.Memory;

/** Ops on strings, which live on the Java heap, where no kernel finds them. */
final class StringMoves {
  /*
   * What moves elements moves their numbers just as well: every string gets a number, the op runs on
   * the numbers, and those of the result are looked up. 0 is the empty string, of which zeros and
   * paddings consist. So strings need no kernels, and every backend has them.
   */

  private StringMoves() {}

  /** The result of an op that has strings among its inputs or as its output. */
  static Tensor[] run(Op op, Tensor[] in, Spec out) {
    Op numeric =
        switch (op) {
          case Fill fill -> new Fill(fill.spec().as(DType.INT32), 0);
          case Transpose t -> t;
          case BroadcastTo b -> b;
          case Concat c -> c;
          case Slice s -> s;
          case SliceScatter s -> s;
          case Pad p -> p;
          case Gather g -> g;
          case Select s -> s;
          case Compare c -> c;
          default -> throw notDefined(op.label());
        };
    String[] table = table(in);
    Tensor moved =
        Recorders.paused(
            () -> Memory.tidy("strings", () -> Engine.run(numeric, numbers(op, in, table))));
    if (out.dtype() != DType.STRING) {
      return new Tensor[] {moved};
    }
    int[] picks = moved.toIntArray();
    moved.release("strings");
    String[] strings = new String[picks.length];
    for (int i = 0; i < picks.length; i++) {
      strings[i] = table[picks[i]];
    }
    return new Tensor[] {Tensor.ofStrings(out.shape(), strings)};
  }

  /** The empty string, then the strings of all inputs. */
  private static String[] table(Tensor[] in) {
    int count = 1;
    for (Tensor x : in) {
      count += x.dtype() == DType.STRING ? Math.toIntExact(x.size()) : 0;
    }
    String[] table = new String[count];
    table[0] = "";
    int next = 1;
    for (Tensor x : in) {
      if (x.dtype() == DType.STRING) {
        String[] strings = x.strings();
        System.arraycopy(strings, 0, table, next, strings.length);
        next += strings.length;
      }
    }
    return table;
  }

  private static Tensor[] numbers(Op op, Tensor[] in, String[] table) {
    // To be compared, equal strings need equal numbers; to be moved, any will do.
    Map<String, Integer> equal = new HashMap<>();
    Tensor[] numbered = in.clone();
    int next = 1;
    for (int k = 0; k < in.length; k++) {
      if (in[k].dtype() == DType.STRING) {
        int[] numbers = new int[Math.toIntExact(in[k].size())];
        for (int i = 0; i < numbers.length; i++, next++) {
          Integer same = op instanceof Compare ? equal.putIfAbsent(table[next], next) : null;
          numbers[i] = same == null ? next : same;
        }
        numbered[k] = Tensor.of(numbers, in[k].shape());
      }
    }
    return numbered;
  }

  /** What somebody hears who calculates with strings. */
  static DTypeException notDefined(String op) {
    return new DTypeException(
        op
            + " is not defined for strings. Strings.toNumber reads the numbers in them,"
            + " Strings.join puts them together.");
  }
}
