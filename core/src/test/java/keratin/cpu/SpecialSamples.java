package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.List;
import keratin.tensor.Binary;
import keratin.tensor.Unary;

/** The part of the table in {@link OpSamples} that is special functions; numbers by SciPy. */
final class SpecialSamples {
  private static final String POSITIVE = "real(5) 0.2 0.7 1 1.6 3.1";
  private static final String ANY = "real(5) -1.3 -0.4 0.3 0.9 2.1";

  private SpecialSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    return List.of(
        new OpSample(
            Unary.ERFINV,
            in("real(5) -0.8 -0.3 0.1 0.5 0.9"),
            in("real(5) -0.9061938024 -0.2724627147 0.08885599049 0.4769362762 1.163087154")),
        new OpSample(
            Unary.LGAMMA,
            in(POSITIVE),
            in("real(5) 1.524063822 0.2608672465 0 -0.1125917657 0.7873750833")),
        new OpSample(
            Unary.DIGAMMA,
            in(POSITIVE),
            in("real(5) -5.289039897 -1.220023554 -0.5772156649 0.1260474528 0.9615264449")),
        new OpSample(
            Unary.I0,
            in(ANY),
            in("real(5) 1.469277798 1.040401782 1.022626879 1.212985166 2.446283129")),
        new OpSample(
            Unary.I1,
            in(ANY),
            in("real(5) -0.797329315 -0.2040267557 0.15169384 0.4971264482 1.745499809")),
        new OpSample(
            Binary.GCD, in("int32(4) 12 -18 0 7", "int32(4) 8 27 5 0"), in("int32(4) 4 9 5 7")));
  }
}
