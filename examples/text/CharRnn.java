import static keratin.ops.Ops.*;

import module keratin;

import keratin.losses.SparseCategoricalCrossentropy;

/**
 * An LSTM that learns to write as Shakespeare or Nietzsche did, character by character.
 *
 * <p>Arguments: the text (tinyshakespeare.txt of the folder that KERATIN_DATA names), epochs (12),
 * units (256), characters to use (all).
 */
void main(String[] arguments) throws IOException {
  var file = arguments.length > 0 ? Path.of(arguments[0]) : shakespeare();
  int epochs = argument(arguments, 1, 12);
  int units = argument(arguments, 2, 256);
  var whole = Files.readString(file).replace("\r", "");
  var text = whole.substring(0, Math.min(whole.length(), argument(arguments, 3, whole.length())));
  var letters = text.chars().distinct().sorted().toArray();
  var numbers = text.chars().map(c -> Arrays.binarySearch(letters, c)).toArray();
  IO.println("%d characters, %d different ones".formatted(numbers.length, letters.length));

  // The last tenth is for the test. A sequence of 128 letters, and the same one step on.
  int split = numbers.length / 10 * 9;
  var train = sequences(Arrays.copyOfRange(numbers, 0, split)).shuffle(20_000, 1).batch(32);
  var test = sequences(Arrays.copyOfRange(numbers, split, numbers.length)).batch(64);
  RandomOps.setRandomSeed(1);
  var model =
      new Sequential(
          new Input(Shape.of(Shape.UNKNOWN)).dtype(DType.INT32),
          new Embedding(letters.length, 64),
          new LSTM(units).returnSequences(true),
          new Dropout(0.3),
          new Dense(letters.length));
  model.summary();
  long steps = Math.max(1, train.cardinality() * epochs);
  model.compile(
      new Adam(new CosineDecay(4e-3, steps)).clipnorm(1),
      new SparseCategoricalCrossentropy().fromLogits(true));
  long start = System.nanoTime();
  for (int epoch = 1; epoch <= epochs; epoch++) {
    model.fit(train, new Fit().epochs(1).verbose(2));
    var result = model.evaluate(test, new Evaluate().verbose(0));
    IO.println(
        "epoch %d, %.0f s: %.3f nats per character in the test"
            .formatted(epoch, (System.nanoTime() - start) / 1e9, result.get("loss")));
    for (double temperature :
        epoch == epochs ? new double[] {0.2, 0.5, 1, 1.2} : new double[] {0.5}) {
      IO.println("---- temperature " + temperature);
      IO.println(write(model, letters, "\n", temperature, 300));
    }
  }
}

/** Pairs of sequences: letters, and the letters that follow on them. */
Dataset sequences(int[] numbers) {
  int length = 128;
  int count = (numbers.length - 1) / length;
  var x = Tensor.of(Arrays.copyOf(numbers, count * length)).reshape(count, length);
  var y = Tensor.of(Arrays.copyOfRange(numbers, 1, count * length + 1)).reshape(count, length);
  return Dataset.fromTensorSlices(x, y);
}

/** Goes on with a text: each letter is drawn from what the model expects after the last 128. */
String write(Model model, int[] letters, String begin, double temperature, int count) {
  var text = new StringBuilder(begin);
  for (int i = 0; i < count; i++) {
    var last = text.substring(Math.max(0, text.length() - 128));
    var numbers = last.chars().map(c -> Math.max(0, Arrays.binarySearch(letters, c))).toArray();
    int next =
        Memory.tidy(
            () -> {
              var logits = model.of(Tensor.of(numbers).expandDims(0));
              return Sampling.fromLogits(logits.get("0, -1"), temperature, Seed.global());
            });
    text.append((char) letters[next]);
  }
  return text.toString();
}

Path shakespeare() {
  String data = System.getenv("KERATIN_DATA");
  return Path.of(data == null ? "." : data, "text", "tinyshakespeare.txt");
}

int argument(String[] arguments, int place, int preset) {
  return arguments.length > place ? Integer.parseInt(arguments[place]) : preset;
}
