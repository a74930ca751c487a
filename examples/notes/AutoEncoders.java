import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** An auto-encoder, and a variational one: from images to short codes and back. */
void main() {
  setRandomSeed(13);
  var images = cast(Datasets.digits(128, 1, 5).xTrain(), DType.FLOAT32).div(255);
  var x = reshape(images, -1, 784);

  // [b, 784] => [b, 10] => [b, 784]
  var model = new AE(10);
  IO.println(model.encoder.of(x).shape() + " " + model.of(x).shape());
  var optimizer = new Adam(1e-3);
  var losses = new ArrayList<Float>();
  for (int step = 0; step < 30; step++) {
    try (var tape = new GradientTape()) {
      var logits = model.of(x, true);
      var loss = mean(Losses.binaryCrossentropy(x, logits, true, 0, -1));
      optimizer.apply(tape.gradient(loss, model.trainableVariables()), model.trainableVariables());
      losses.add(loss.floatValue());
    }
  }
  IO.println("reconstruction improves: " + (losses.getLast() < 0.7 * losses.getFirst()));

  // KL(N(μ, σ²) ‖ N(0, 1)) = ½·Σ(μ² + σ² − log σ² − 1): 0 for the same, ½ a unit away.
  IO.println(klDivergence(zeros(1, 1), zeros(1, 1)) + " " + klDivergence(ones(1, 1), zeros(1, 1)));

  // z = μ + σ·ε: the randomness stands aside, so gradients reach μ and σ.
  var mu = fill(Shape.of(10_000), 3.0);
  var logVar = log(fill(Shape.of(10_000), 4.0));
  try (var tape = new GradientTape()) {
    tape.watch(mu);
    var z = reparameterize(mu, logVar);
    IO.println("mean %.0f, deviation %.0f".formatted(mean(z).floatValue(), std(z).floatValue()));
    IO.println(tape.gradient(z, mu).get(":3"));
  }

  var vae = new VAE(10);
  IO.println(vae.of(x).shape());
  losses.clear();
  optimizer = new Adam(1e-3);
  for (int step = 0; step < 30; step++) {
    try (var tape = new GradientTape()) {
      var code = vae.encode(x);
      var logits = vae.decode(reparameterize(code.get(0), code.get(1)));
      var rec = mean(Losses.binaryCrossentropy(x, logits, true, 0, -1));
      var loss = rec.add(klDivergence(code.get(0), code.get(1)).mul(1e-3));
      optimizer.apply(tape.gradient(loss, vae.trainableVariables()), vae.trainableVariables());
      losses.add(loss.floatValue());
    }
  }
  IO.println("so it does with a code of chance: " + (losses.getLast() < 0.7 * losses.getFirst()));

  // New images come from codes that no image had.
  IO.println(vae.decode(normal(Shape.of(16, 10))).sigmoid().reshape(-1, 28, 28).shape());
}

Tensor reparameterize(Tensor mu, Tensor logVar) {
  return mu.add(logVar.mul(0.5).exp().mul(normal(mu.shape())));
}

/** A sum over codes, a mean over the batch. */
Tensor klDivergence(Tensor mu, Tensor logVar) {
  var each = square(mu).add(exp(logVar)).sub(logVar).sub(1).mul(0.5);
  return sum(each).div(mu.shape().dim(0));
}

final class AE extends Model {
  final Sequential encoder;
  final Sequential decoder;

  AE(int hidden) {
    encoder =
        track(
            new Sequential(
                new Dense(256).activation("relu"),
                new Dense(128).activation("relu"),
                new Dense(hidden)));
    decoder =
        track(
            new Sequential(
                new Dense(128).activation("relu"),
                new Dense(256).activation("relu"),
                new Dense(784)));
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return decoder.of(encoder.of(x, training), training);
  }
}

/** The code is a distribution: a mean and the logarithm of a variance. */
final class VAE extends Model {
  private final Dense fc1 = track(new Dense(128));
  private final Dense fc2;
  private final Dense fc3;
  private final Dense fc4 = track(new Dense(128));
  private final Dense fc5 = track(new Dense(784));

  VAE(int length) {
    fc2 = track(new Dense(length));
    fc3 = track(new Dense(length));
  }

  List<Tensor> encode(Tensor x) {
    var h = Nn.relu(fc1.of(x));
    return List.of(fc2.of(h), fc3.of(h));
  }

  Tensor decode(Tensor z) {
    return fc5.of(Nn.relu(fc4.of(z)));
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    var code = encode(x);
    return decode(reparameterize(code.get(0), code.get(1)));
  }
}
