import static keratin.ops.Ops.*;

import module keratin;

/**
 * Karpathy's min-char-rnn: a network of three matrices learns, letter by letter, to write the
 * source of this program.
 *
 * <p>Arguments: the text to learn (this file), steps (5000).
 *
 * @see <a href="https://karpathy.github.io/2015/05/21/rnn-effectiveness/">The unreasonable
 *     effectiveness of recurrent neural networks</a>
 */
void main(String[] arguments) throws IOException {
  var data = Files.readString(Path.of(arguments.length > 0 ? arguments[0] : itself()));
  int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5000;
  var letters = data.chars().distinct().sorted().toArray();
  int vocabulary = letters.length;
  IO.println("data has %d characters, %d unique.".formatted(data.length(), vocabulary));
  var numbers = data.chars().map(c -> Arrays.binarySearch(letters, c)).toArray();

  int hidden = 100;
  int length = 25;
  RandomOps.setRandomSeed(1);
  var wxh = new Variable(RandomOps.normal(Shape.of(vocabulary, hidden)).mul(0.01));
  var whh = new Variable(RandomOps.normal(Shape.of(hidden, hidden)).mul(0.01));
  var why = new Variable(RandomOps.normal(Shape.of(hidden, vocabulary)).mul(0.01));
  var bh = new Variable(zeros(hidden));
  var by = new Variable(zeros(vocabulary));
  var weights = List.of(wxh, whh, why, bh, by);
  var optimizer = new Adagrad(0.1).initialAccumulatorValue(0).clipvalue(5);

  var state = new Variable(zeros(1, hidden)).trainable(false);
  double smooth = Math.log(vocabulary);
  int place = 0;
  for (int step = 0; step <= steps; step++) {
    if (place + length + 1 >= numbers.length) {
      place = 0;
      state.assign(zeros(1, hidden));
    }
    if (step % 1000 == 0 || step == steps) {
      IO.println("step %d, loss %.3f nats per character".formatted(step, smooth));
      IO.println("----\n" + sample(letters, numbers[place], state, weights, 200) + "\n----");
    }
    var inputs = Tensor.of(Arrays.copyOfRange(numbers, place, place + length));
    var targets = Tensor.of(Arrays.copyOfRange(numbers, place + 1, place + length + 1));
    double loss =
        Memory.tidy(
            () -> {
              try (var tape = new GradientTape()) {
                var h = state.value();
                var outputs = new ArrayList<Tensor>();
                for (var x : unstack(oneHot(inputs, vocabulary), 0)) {
                  h = tanh(x.expandDims(0).matmul(wxh).add(h.matmul(whh)).add(bh));
                  outputs.add(h.matmul(why).add(by));
                }
                var logits = concatenate(outputs, 0);
                var sum = sum(Nn.sparseCategoricalCrossentropy(targets, logits, true));
                optimizer.apply(tape.gradient(sum, weights), weights);
                state.assign(h);
                return sum.doubleValue() / length;
              }
            });
    smooth = 0.99 * smooth + 0.01 * loss;
    place += length;
  }
}

/** Text that the network writes, beginning from its state and a letter. */
String sample(int[] letters, int seed, Variable state, List<Variable> w, int count) {
  var text = new StringBuilder();
  Memory.tidy(
      () -> {
        Tensor h = state.value();
        int letter = seed;
        for (int i = 0; i < count; i++) {
          var x = oneHot(Tensor.of(new int[] {letter}), letters.length);
          h = tanh(x.matmul(w.get(0)).add(h.matmul(w.get(1))).add(w.get(3)));
          var logits = h.matmul(w.get(2)).add(w.get(4));
          letter = Sampling.fromLogits(logits.reshape(letters.length), 1, Seed.global());
          text.append((char) letters[letter]);
        }
      });
  return text.toString();
}

String itself() {
  return Files.exists(Path.of("text")) ? "text/MinCharRnn.java" : "examples/text/MinCharRnn.java";
}
