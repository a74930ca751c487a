import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** What tensors of each rank hold: a loss, a bias, weights, sentences, images, tasks. */
void main() {
  setRandomSeed(9);

  // Rank 0, a loss; rank 1, a bias; rank 2, a batch of vectors and weights.
  var net = new Dense(10);
  net.buildFor(Shape.of(4, 784));
  var out = net.of(normal(Shape.of(4, 784)));
  var loss = mean(Losses.meanSquaredError(oneHot(range(4), 10), out));
  IO.println(loss.rank() + " " + net.bias().rank() + " " + out.rank());
  IO.println(out.shape() + " " + net.kernel().shape() + " " + net.bias().shape());

  // Rank 3, sentences. Reviews are cut or filled to 80 words, each a vector of 100 numbers.
  var lengths = List.of(100, 3, 80, 79, 1, 81);
  var reviews = lengths.stream().map(n -> IntStream.rangeClosed(1, n).boxed().toList()).toList();
  var x = Sequences.padSequences(reviews, 80);
  IO.println(x.shape() + " " + x.get("1,-5:") + " " + x.get("0,:2"));
  var emb = new Embedding(10_000, 100).of(x);
  IO.println(emb.shape());
  IO.println(new SimpleRNN(256).of(emb.get(":4")).shape());

  // Rank 4, images and feature maps.
  var images = normal(Shape.of(4, 32, 32, 3));
  IO.println(new Conv2D(16, 3).padding("same").of(images).shape());

  // Rank 5, several tasks, each with its own images.
  var tasks = normal(Shape.of(4, 64, 28, 28, 1));
  IO.println(tasks.rank() + " " + tasks.get(0).shape());
}
