import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/**
 * Sequences: word vectors, cells stepped by hand, layers that do the steps, limits to gradients.
 */
void main() {
  setRandomSeed(6);

  // Ten words, a vector of four numbers for each.
  var net = new Embedding(10, 4);
  var words = shuffle(range(10));
  IO.println(net.of(words).shape() + " " + net.isTrainable());
  IO.println(net.trainableVariables().getFirst().shape());

  // Vectors that were trained before take the place of random ones.
  var glove = linspace(0, 3.9, 40).reshape(10, 4);
  net.setWeights(List.of(glove));
  IO.println(net.of(Tensor.of(new int[] {0, 9})));

  // A cell is one step: its input's weights, its state's weights, its bias.
  var small = new SimpleRNNCell(3);
  small.buildFor(Shape.of(Shape.UNKNOWN, 4));
  for (var variable : small.trainableVariables()) {
    IO.println(variable.name() + " " + variable.shape());
  }
  IO.println(small.trainableVariables().get(2).value());

  // Four sentences of 80 words; the first word of each, from a state of zeros.
  var x = normal(Shape.of(4, 80, 100));
  var cell = new SimpleRNNCell(64);
  var first = cell.call(x.get(":,0,:"), List.of(zeros(4, 64)));
  IO.println(first.output().shape() + " " + first.states().getFirst().shape());
  IO.println("the output is the state: " + same(first.output(), first.states().getFirst()));

  // Two cells, all words: what the first gives is what the second gets.
  var cell0 = new SimpleRNNCell(64);
  var cell1 = new SimpleRNNCell(64);
  var h0 = List.of(zeros(4, 64));
  var h1 = List.of(zeros(4, 64));
  Tensor out = x;
  for (var xt : unstack(x, 1)) {
    var step0 = cell0.call(xt, h0);
    var step1 = cell1.call(step0.output(), h1);
    h0 = step0.states();
    h1 = step1.states();
    out = step1.output();
  }
  IO.println(out.shape());

  // Layers do the steps; all but the last give every step's output.
  IO.println(new SimpleRNN(64).of(x).shape());
  IO.println(new SimpleRNN(64).returnSequences(true).of(x).shape());
  IO.println(twice(new SimpleRNN(64).returnSequences(true), new SimpleRNN(64), x));

  // LSTM: two states, [h, c].
  var lstm = new LSTMCell(64);
  var states = List.of(zeros(4, 64), zeros(4, 64));
  for (var xt : unstack(x, 1)) {
    var step = lstm.call(xt, states);
    states = step.states();
    out = step.output();
  }
  IO.println(out.shape() + " " + states.size());
  IO.println(new LSTM(64).of(x).shape());
  IO.println(new LSTM(64).returnSequences(true).of(x).shape());
  IO.println(twice(new LSTM(64).returnSequences(true), new LSTM(64), x));

  // GRU: one state. By hand it is what the layer of the same weights gives.
  var gru = new GRU(64);
  var whole = gru.of(x);
  var gruCell = new GRUCell(64);
  gruCell.buildFor(Shape.of(4, 100));
  gruCell.setWeights(gru.getWeights());
  var h = List.of(zeros(4, 64));
  for (var xt : unstack(x, 1)) {
    h = gruCell.call(xt, h).states();
  }
  IO.println(h.getFirst().shape());
  IO.println("by hand as by the layer: " + same(whole, h.getFirst()));
  IO.println(twice(new GRU(64).returnSequences(true), new GRU(64), x));

  // Exploding gradients: limits to values, to one norm, to the norm of all.
  var a = uniform(Shape.of(2, 2));
  var values = clip(a, 0.4, 0.6);
  IO.println("within: " + (min(values).floatValue() >= 0.4f && max(values).floatValue() <= 0.6f));
  IO.println(norm(clipByNorm(a.mul(5).add(5), 5)));
  var w1 = normal(Shape.of(3, 3));
  var w2 = normal(Shape.of(3, 3));
  var before = sqrt(square(norm(w1)).add(square(norm(w2))));
  var clipped = clipByGlobalNorm(List.of(w1, w2), 2);
  for (var each : List.of(w1, w2).stream().map(g -> clipByNorm(g.mul(9), 5)).toList()) {
    IO.println(norm(each));
  }
  IO.println("one global norm: " + same(before, clipped.globalNorm()));
  var w3 = clipped.tensors();
  IO.println(sqrt(square(norm(w3.get(0))).add(square(norm(w3.get(1))))));
}

/** The shape after two layers. */
Shape twice(Layer first, Layer second, Tensor x) {
  return new Sequential(first, second).of(x).shape();
}

boolean same(Tensor a, Tensor b) {
  return max(abs(a.sub(b))).floatValue() < 1e-5;
}
