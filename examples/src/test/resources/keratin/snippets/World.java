import module java.base;
import module keratin;

/**
 * What snippets of the documentation use without saying where it is from, and what their comments
 * claim.
 */
public abstract class World {
  private static final Pattern SHAPE = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final Map<String, Integer> lengths = new HashMap<>();

  protected Tensor x = numbers(2, 3);
  protected Tensor y = numbers(2, 1);
  protected Tensor a = numbers(3, 3);
  protected Tensor b = numbers(3, 3);
  protected Tensor yTrue = Tensor.of(new float[][] {{0, 1, 0}, {1, 0, 0}});
  protected Tensor yPred = Tensor.of(new float[][] {{0.1f, 0.7f, 0.2f}, {0.5f, 0.3f, 0.2f}});
  protected Tensor logits = numbers(2, 3);
  protected Tensor data = numbers(4, 3);
  protected Tensor indices = Tensor.of(new int[] {0, 1, 2});
  protected Path folder = temporary();
  protected Sequential model = new Sequential(new Input(3), new Dense(1));

  /** Makes x, a and indices of the first shape before the arrow of a comment, b of the last. */
  protected World(String inputs) {
    List<int[]> shapes = new ArrayList<>();
    SHAPE.matcher(inputs).results().forEach(m -> shapes.add(lengths(m.group(1))));
    if (!shapes.isEmpty()) {
      x = numbers(shapes.getFirst());
      a = x;
      b = numbers(shapes.getLast());
      indices = Tensor.full(DType.INT32, 1, shapes.getFirst());
    }
    model.compile("sgd", "mse");
  }

  /** Where the snippets were compiled to, which the test removes. */
  private static Path temporary() {
    try {
      return Path.of(World.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public abstract void run() throws Exception;

  /** A user's training step. */
  protected void step(Tensor x, Tensor y) {}

  private static Tensor numbers(int... dims) {
    Shape shape = Shape.of(dims);
    return Ops.linspace(-1, 1, (int) shape.size()).reshape(dims);
  }

  /** Named lengths are 2, 3, 4, … in the order in which they come. */
  private int[] lengths(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .mapToInt(
            s ->
                s.matches("\\d+")
                    ? Integer.parseInt(s)
                    : lengths.computeIfAbsent(s, n -> lengths.size() + 2))
        .toArray();
  }

  /** The value of an expression, about which the comment behind it may say something. */
  protected <T> T is(T value, String comment) {
    String claim = comment.replaceFirst(".*-> *", "").strip();
    if (value instanceof Tensor t && claim.matches("\\([\\w, ]*\\)")) {
      shape(t, claim);
    } else if (value instanceof Tensor t && claim.startsWith("tf.Tensor(")) {
      same(printed(t), claim);
    } else if (value instanceof Tensor t && t.dtype() == DType.STRING && claim.startsWith("[")) {
      same(printed(t), "tf.Tensor(%s, shape=%s, dtype=string)".formatted(claim, t.shape()));
    } else if (value instanceof Tensor t && claim.matches("[-\\[\\d][-\\[\\]\\d., ]*")) {
      elements(t.toDoubleArray(), claim);
    } else if (value instanceof List<?> list && claim.startsWith("[")) {
      same(list.toString(), claim);
    } else if (value instanceof Number n && NUMBER.matcher(claim).matches()) {
      elements(new double[] {n.doubleValue()}, claim);
    }
    return value;
  }

  private static String printed(Tensor t) {
    return t.toString().replaceAll("\\s+", " ").replace("( ", "(");
  }

  private static void same(String actual, String claim) {
    if (!actual.equals(claim)) {
      throw new AssertionError("the comment says " + claim + ", but it is " + actual);
    }
  }

  private void shape(Tensor t, String claim) {
    String[] words =
        Stream.of(claim.replaceAll("[()]", "").split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toArray(String[]::new);
    boolean fits = words.length == t.rank();
    for (int i = 0; fits && i < words.length; i++) {
      String word = words[i];
      int length = t.shape().dim(i);
      fits =
          word.matches("\\d+")
              ? length == Integer.parseInt(word)
              : lengths.getOrDefault(word, length) == length;
    }
    if (!fits) {
      throw new AssertionError("the comment says " + claim + ", but the shape is " + t.shape());
    }
  }

  /** Numbers agree to the last digit that is written. */
  private static void elements(double[] actual, String claim) {
    List<String> words = NUMBER.matcher(claim).results().map(MatchResult::group).toList();
    boolean fits = words.size() == actual.length;
    for (int i = 0; fits && i < actual.length; i++) {
      int point = words.get(i).indexOf('.');
      double last = point < 0 ? 1e-3 : Math.pow(10, point + 1 - words.get(i).length());
      fits = Math.abs(Double.parseDouble(words.get(i)) - actual[i]) <= last;
    }
    if (!fits) {
      throw new AssertionError(
          "the comment says " + claim + ", but it is " + Arrays.toString(actual));
    }
  }
}
