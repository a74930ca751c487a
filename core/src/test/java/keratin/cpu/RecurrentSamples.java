package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.List;
import keratin.tensor.Unstack;

/** The part of the table in {@link OpSamples} that is sequences and what carries over them. */
final class RecurrentSamples {
  private RecurrentSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    return List.of(
        new OpSample(
            new Unstack(1),
            in("real(2, 3, 2) 1 2 3 4 5 6 7 8 9 10 11 12"),
            in("real(2, 2) 1 2 7 8", "real(2, 2) 3 4 9 10", "real(2, 2) 5 6 11 12")),
        new OpSample(new Unstack(1), in("real(0, 2)"), in("real(0)", "real(0)")));
  }

  static List<OpSamples.Wrong> wrongUses() {
    return List.of(
        new OpSamples.Wrong(
            new Unstack(2),
            in("real(2, 3)"),
            "unstack: axis 2 is not in [0, 2), the axes of the shape (2, 3). Count from the"
                + " front."));
  }
}
