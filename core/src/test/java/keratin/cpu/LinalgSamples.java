package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSample.Array;
import keratin.tensor.Cholesky;
import keratin.tensor.Eig;
import keratin.tensor.Eigh;
import keratin.tensor.Fourier;
import keratin.tensor.LinearSolve;
import keratin.tensor.LogDeterminant;
import keratin.tensor.LuFactor;
import keratin.tensor.Op;
import keratin.tensor.PseudoInverse;
import keratin.tensor.Qr;
import keratin.tensor.Svd;
import keratin.tensor.TriangularSolve;

/** The part of the table in {@link OpSamples} that is matrix factorisations and transforms. */
final class LinalgSamples {
  private static final String SYMMETRIC =
      "real(2, 3, 3) 4 1 0.5 1 3 -0.7 0.5 -0.7 2.5 2 -0.4 0.3 -0.4 1.5 0.6 0.3 0.6 3.2";
  private static final String SQUARE =
      "real(2, 3, 3) 1.5 -2 0.7 3 0.2 -1.1 0.4 0.9 2.2 0.6 1.7 -1.2 -0.5 2.5 0.3 1.9 -0.8 " + "1.1";
  private static final String RIGHT =
      "real(2, 3, 2) 1 -0.5 0.3 2 -1.2 0.8 0.4 1.1 -0.9 0.2 1.6 -0.3";
  private static final String TRIANGLE = "real(3, 3) 1.5 -2 0.7 0.3 1.2 -1.1 0.4 0.9 2.2";
  private static final String TALL = "real(3, 2) 1.5 -2 0.7 3 0.2 -1.1";
  private static final String WIDE = "real(2, 3) 0.4 -1.2 0.9 2.2 -0.5 0.3";

  private LinalgSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    row(
        table,
        new Cholesky(),
        in(SYMMETRIC),
        "real(2, 3, 3) 2 0 0 0.5 1.6583123952 0 0.25 -0.49749371855 1.4798648587 "
            + "1.4142135624 0 0 -0.28284271247 1.1916375288 0 0.21213203436 0.55385969648 "
            + "1.6876727872");
    row(
        table,
        new Cholesky(),
        in("real(3, 3) 4 1.2 0.7 0.8 3 -0.5 0.3 -0.9 2.5"),
        "real(3, 3) 2 0 0 0.5 1.6583123952 0 0.25 -0.49749371855 1.4798648587");
    row(
        table,
        new TriangularSolve(true, false),
        in(TRIANGLE, "real(3, 2) 1 -0.5 0.3 2 -1.2 0.8"),
        "real(3, 2) 0.66666666667 -0.33333333333 0.083333333333 1.75 -0.70075757576 "
            + "-0.29166666667");
    row(
        table,
        new TriangularSolve(true, true),
        in(TRIANGLE, "real(3, 2) 1 -0.5 0.3 2 -1.2 0.8"),
        "real(3, 2) 0.6803030303 -0.70909090909 0.65909090909 1.3939393939 -0.54545454545 "
            + "0.36363636364");
    row(
        table,
        new TriangularSolve(false, false),
        in(TRIANGLE, "real(3, 2) 1 -0.5 0.3 2 -1.2 0.8"),
        "real(3, 2) 0.58787878788 2.1636363636 -0.25 2 -0.54545454545 0.36363636364");
    row(
        table,
        new TriangularSolve(false, true),
        in(TRIANGLE, "real(3, 2) 1 -0.5 0.3 2 -1.2 0.8"),
        "real(3, 2) 0.66666666667 -0.33333333333 1.3611111111 1.1111111111 -0.07702020202 "
            + "1.0252525253");
    row(
        table,
        new LinearSolve(false),
        in(SQUARE, RIGHT),
        "real(2, 3, 2) 0.025859682153 0.60872695055 -0.58884766598 0.6954980896 "
            + "-0.30926407885 -0.03156320948 0.8556851312 0.23032069971 -0.17111459969 "
            + "0.18995290424 -0.14790311729 -0.53240636914");
    row(
        table,
        new LinearSolve(true),
        in(SQUARE, RIGHT),
        "real(2, 3, 2) -0.21186112188 -0.70319508278 0.47156542444 0.099950163353 "
            + "-0.24226147627 0.63735533529 -0.75936308589 0.5402556627 0.32810047096 "
            + "-0.17111459969 0.53666741422 0.36331015923");
    row(
        table,
        new LogDeterminant(),
        in(
            "real(2, 3, 3) 1.5 -2 0.7 3 0.2 -1.1 0.4 0.9 2.2 -0.6 -1.7 1.2 0.5 -2.5 -0.3 -1.9 "
                + "0.8 -1.1"),
        "real(2) 1 -1",
        "real(2) 2.8936441755 2.1880717062");
    row(
        table,
        new LuFactor(),
        in(SQUARE),
        "real(2, 3, 3) 3 0.2 -1.1 0.5 -2.1 1.25 0.13333333333 -0.41587301587 2.8665079365 "
            + "1.9 -0.8 1.1 -0.26315789474 2.2894736842 0.58947368421 0.31578947368 0.85287356322 "
            + "-2.0501149425",
        "int32(2, 3) 1 0 2 2 1 0");
    row(
        table,
        new LuFactor(),
        in(TALL),
        "real(3, 2) 1.5 -2 0.46666666667 3.9333333333 0.13333333333 -0.21186440678",
        "int32(3) 0 1 2");
    row(
        table,
        new LuFactor(),
        in(WIDE),
        "real(2, 3) 2.2 -0.5 0.3 0.18181818182 -1.1090909091 0.84545454545",
        "int32(2) 1 0");
    row(
        table,
        new Qr(false),
        in(SQUARE),
        "real(2, 3, 3) -0.44406693481 0.81772472682 0.36623875895 -0.88813386963 "
            + "-0.34769854022 -0.3005394396 -0.11841784928 -0.45872867393 0.88065045091 "
            + "-0.29207543011 -0.64765462626 -0.70372965563 0.24339619176 -0.76192345684 "
            + "0.60019241894 -0.92490552867 0.0040163407027 0.38017579097",
        "real(2, 3, 3) -3.3778691508 0.60393103135 0.4055811338 0 -2.1178449682 "
            + "-0.054327379624 0 0 2.5243915068 -2.0542638584 0.85188667114 -0.59388670788 0 "
            + "-3.0090345793 0.55302648923 0 0 1.4427266825");
    row(
        table,
        new Qr(false),
        in(TALL),
        "real(3, 2) -0.89964021586 0.37626776535 -0.41983210073 -0.88481110594 "
            + "-0.11995202878 0.27483063067",
        "real(2, 2) -1.6673332001 0.67173136117 0 -3.7092825423");
    row(
        table,
        new Qr(false),
        in(WIDE),
        "real(2, 2) -0.1788854382 -0.9838699101 -0.9838699101 0.1788854382",
        "real(2, 3) -2.2360679775 0.70659748089 -0.45615786741 0 1.091201173 -0.83181728763");
    row(
        table,
        new Qr(true),
        in(WIDE),
        "real(2, 2) -0.1788854382 -0.9838699101 -0.9838699101 0.1788854382",
        "real(2, 3) -2.2360679775 0.70659748089 -0.45615786741 0 1.091201173 -0.83181728763");
    row(
        table,
        new Svd(false),
        in(SQUARE),
        "real(2, 3, 3) 0.5031253959 0.47223619787 -0.72378022176 0.85714043821 "
            + "-0.1657447351 0.48768735064 -0.11034085909 0.86574918782 0.48816312705 "
            + "0.51949504329 0.42273178293 -0.7425784401 0.70755418808 0.27440603756 "
            + "0.65120534203 -0.47905320261 0.86371243261 0.15655306708",
        "real(2, 3) 3.512624133 2.4888878409 2.0656497806 3.3165806059 1.9682177028 "
            + "1.3661669586",
        "real(2, 3, 3) 0.93433653605 -0.26593493695 -0.23726324347 0.22396339339 "
            + "-0.079733232841 0.97133053591 0.27722849027 0.96068788942 0.014937981679 "
            + "-0.28712739601 0.91518041216 -0.28284743532 0.89293459277 0.36260682839 "
            + "0.26680348768 -0.34673573726 0.17595766881 0.92131060305");
    row(
        table,
        new Svd(true),
        in("real(3, 3) 1.5 -2 0.7 3 0.2 -1.1 0.4 0.9 2.2"),
        "real(3, 3) 0.5031253959 0.47223619787 -0.72378022176 0.85714043821 -0.1657447351 "
            + "0.48768735064 -0.11034085909 0.86574918782 0.48816312705",
        "real(3) 3.512624133 2.4888878409 2.0656497806",
        "real(3, 3) 0.93433653605 -0.26593493695 -0.23726324347 0.22396339339 "
            + "-0.079733232841 0.97133053591 0.27722849027 0.96068788942 0.014937981679");
    row(
        table,
        new Svd(false),
        in(TALL),
        "real(3, 2) -0.56436472004 0.79524990538 0.77122983424 0.60361761802 -0.29444355241 "
            + "0.056774635227",
        "real(2) 3.7840074397 1.6344074449",
        "real(2, 2) -0.09661051475 0.99532226361 0.99532226361 0.09661051475");
    row(
        table,
        new Svd(false),
        in(WIDE),
        "real(2, 2) 0.43555242594 -0.90016336532 0.90016336532 0.43555242594",
        "real(2) 2.4549447641 1.2502984465",
        "real(2, 3) 0.87764922682 -0.39623889222 0.26967865128 0.47840576993 0.68977117249 "
            + "-0.54345528694");
    // Two by two: which way the vectors of larger matrices point depends on the dtype.
    row(
        table,
        new Eigh(),
        in("real(2, 2, 2) 4 1 1 3 2 -0.5 -0.5 1.25"),
        "real(2, 2) 2.38196601125 4.61803398875 1 2.25",
        "real(2, 2, 2) -0.52573111212 0.85065080835 0.85065080835 0.52573111212 0.4472135955 "
            + "0.894427191 0.894427191 -0.4472135955");
    row(
        table,
        new Eig(),
        in(SQUARE),
        "real(2, 3) 0.70330786374 0.70330786374 2.4933842725 0.95783215919 "
            + "0.95783215919 2.2843356816",
        "real(2, 3) 2.5977152493 -2.5977152493 0 1.7281600616 -1.7281600616 0",
        "real(2, 3, 3) 0.093237642785 0.093237642785 0.41513992062 0.76928554489 "
            + "0.76928554489 0.10988711462 -0.04948189885 -0.04948189885 0.90309671041 "
            + "-0.25773368034 -0.25773368034 0.53699535208 -0.18377910403 -0.18377910403 "
            + "0.77203891327 0.7056079629 0.7056079629 0.33998810015",
        "real(2, 3, 3) 0.57701733189 -0.57701733189 0 0.020419654203 -0.020419654203 0 "
            + "-0.2523728799 0.2523728799 0 0.61737836485 -0.61737836485 0 -0.033058862005 "
            + "0.033058862005 0 0.14023929512 -0.14023929512 0");
    row(
        table,
        new Fourier(false),
        in(
            "real(2, 4) 0.5 -1.2 2 1.1 0.3 -0.7 0.9 0.4",
            "real(2, 4) 1.5 -2 0.7 3 0.2 -1.1 0.6 -0.8"),
        "real(2, 4) 2.4 -6.5 2.6 3.5 0.9 -0.9 1.5 -0.3",
        "real(2, 4) 3.2 3.1 1.2 -1.5 -1.1 0.7 2.7 -1.5");
    row(
        table,
        new Fourier(true),
        in(
            "real(2, 4) 0.5 -1.2 2 1.1 0.3 -0.7 0.9 0.4",
            "real(2, 4) 1.5 -2 0.7 3 0.2 -1.1 0.6 -0.8"),
        "real(2, 4) 2.4 3.5 2.6 -6.5 0.9 -0.3 1.5 -0.9",
        "real(2, 4) 3.2 -1.5 1.2 3.1 -1.1 -1.5 2.7 0.7");
    row(
        table,
        new Fourier(false),
        in("real(6) 0.5 -1.2 2 1.1 0.3 -0.7", "real(6) 1.5 -2 0.7 3 0.2 -1.1"),
        "real(6) 2 -3.0464101615 0.1875644347 3.6 2.6124355653 -2.3535898385",
        "real(6) 2.3 -4.5392304845 7.5052558883 2.5 3.6947441117 -2.4607695155");
    row(
        table,
        new Fourier(true),
        in("real(7) 0.5 -1.2 2 1.1 0.3 -0.7 0.9", "real(7) 1.5 -2 0.7 3 0.2 -1.1 0.6"),
        "real(7) 2.9 -2.1746634268 5.7733139275 1.0748943313 1.4637018592 -5.2365489785 "
            + "-0.30069771272",
        "real(7) 2.9 -0.82941148531 0.32278432347 -0.44226501941 4.0420520307 8.0113841178 "
            + "-3.5045439673");
    row(table, new Cholesky(), in("real(0, 3, 3)"), "real(0, 3, 3)");
    row(
        table,
        new TriangularSolve(true, false),
        in("real(0, 3, 3)", "real(0, 3, 2)"),
        "real(0, 3, 2)");
    row(table, new LinearSolve(false), in("real(0, 3, 3)", "real(0, 3, 2)"), "real(0, 3, 2)");
    row(table, new LogDeterminant(), in("real(0, 3, 3)"), "real(0)", "real(0)");
    row(table, new LuFactor(), in("real(0, 3, 3)"), "real(0, 3, 3)", "int32(0, 3)");
    row(table, new Qr(false), in("real(0, 3, 3)"), "real(0, 3, 3)", "real(0, 3, 3)");
    row(table, new Svd(false), in("real(0, 3, 3)"), "real(0, 3, 3)", "real(0, 3)", "real(0, 3, 3)");
    row(table, new Eigh(), in("real(0, 3, 3)"), "real(0, 3)", "real(0, 3, 3)");
    row(
        table,
        new Eig(),
        in("real(0, 3, 3)"),
        "real(0, 3)",
        "real(0, 3)",
        "real(0, 3, 3)",
        "real(0, 3, 3)");
    row(table, new Fourier(false), in("real(0, 4)", "real(0, 4)"), "real(0, 4)", "real(0, 4)");
    row(
        table,
        new PseudoInverse(1e-9),
        in(TALL),
        "real(2, 3) 0.49870063321 0.34790088211 0.042092163537 -0.1014394997 0.23853968951"
            + " -0.074092665506");
    row(
        table,
        new PseudoInverse(1e-9),
        in(WIDE),
        "real(3, 2) -0.18872130173 0.48846762124 -0.56690690244 0.094997505652 0.43911137529"
            + " -0.090433379682");
    // equal singular values
    row(table, new PseudoInverse(1e-9), in("real(2, 2) 2 0 0 2"), "real(2, 2) 0.5 0 0 0.5");
    row(table, new PseudoInverse(1e-9), in("real(0, 3, 2)"), "real(0, 2, 3)");
    return table;
  }

  private static void row(List<OpSample> table, Op op, List<Array> in, String... out) {
    table.add(new OpSample(op, in, in(out)));
  }

  /** One wrong use of each. */
  static List<OpSamples.Wrong> wrongUses() {
    return List.of(
        new OpSamples.Wrong(
            new Cholesky(),
            in("real(2, 3)"),
            "cholesky: a must be square in its last two axes, but its shape is (2, 3)."),
        new OpSamples.Wrong(
            new Cholesky(),
            in("real(2, 2) 1 2 2 1"),
            "cholesky: the matrix at 0 is not positive definite: pivot 1 is -3.0.\n"
                + "  Add a small multiple of the identity, or take eigh."),
        new OpSamples.Wrong(
            new TriangularSolve(true, false),
            in("real(3, 3)", "real(2, 1)"),
            "triangular_solve: a (3, 3) and b (2, 1) must have the same batch axes and the same"
                + " number of rows."),
        new OpSamples.Wrong(
            new LinearSolve(false),
            in("real(2, 2) 1 2 2 4", "real(2, 1)"),
            "solve: the matrix at 0 is singular: its row 1 depends on others.\n"
                + "  For a least squares solution take lstsq or pinv."),
        new OpSamples.Wrong(
            new LogDeterminant(),
            in("real(3)"),
            "slogdet: a needs at least 2 axes, but its shape is (3,)."),
        new OpSamples.Wrong(
            new LuFactor(),
            in("int32(2, 2)"),
            "lu_factor: a is int32 but must be floating. Cast it: a.cast(DType.FLOAT32)"),
        new OpSamples.Wrong(
            new Qr(false), in("real(3)"), "qr: a needs at least 2 axes, but its shape is (3,)."),
        new OpSamples.Wrong(
            new Svd(false),
            in("real(2, 2)", "real(2, 2)"),
            "svd: 2 inputs came, but 1 are needed: a."),
        new OpSamples.Wrong(
            new PseudoInverse(1e-9),
            in("real(3)"),
            "pinv: a needs at least 2 axes, but its shape is (3,)."),
        new OpSamples.Wrong(
            new Eigh(),
            in("real(2, 3)"),
            "eigh: a must be square in its last two axes, but its shape is (2, 3)."),
        new OpSamples.Wrong(
            new Eig(),
            in("real(2, 3)"),
            "eig: a must be square in its last two axes, but its shape is (2, 3)."),
        new OpSamples.Wrong(
            new Fourier(false),
            in("real(2, 3)", "real(2, 4)"),
            "fft: real has shape (2, 3) but imaginary has (2, 4); they must be equal."));
  }
}
