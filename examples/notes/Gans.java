import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** A generator and a discriminator, their losses, and the gradient penalty of WGAN-GP. */
void main() {
  setRandomSeed(14);

  // [b, 100] => [b, 3, 3, 512] => [b, 64, 64, 3] => [b, 1]
  var generator = new Generator();
  var discriminator = new Discriminator();
  var z = normal(Shape.of(2, 100));
  var fake = generator.of(z);
  var real = uniform(Shape.of(2, 64, 64, 3), -1, 1);
  IO.println(fake.shape() + " " + discriminator.of(real).shape());
  IO.println("in [-1, 1]: " + (max(abs(fake)).floatValue() <= 1));

  // The discriminator wants real as 1 and made as 0; the generator wants its own as 1.
  try (var tape = new GradientTape()) {
    var loss =
        mean(judge(discriminator.of(real, true), 1))
            .add(mean(judge(discriminator.of(generator.of(z), true), 0)));
    var grads = tape.gradient(loss, discriminator.trainableVariables());
    new Adam(2e-4).beta1(0.5).apply(grads, discriminator.trainableVariables());
    IO.println(grads.size() + " gradients for the discriminator");
  }
  try (var tape = new GradientTape()) {
    var loss = mean(judge(discriminator.of(generator.of(z, true)), 1));
    var grads = tape.gradient(loss, generator.trainableVariables());
    new Adam(2e-4).beta1(0.5).apply(grads, generator.trainableVariables());
    IO.println(grads.size() + " gradients for the generator");
  }
  IO.println(judge(zeros(1, 1), 1));

  // The penalty (‖∂D/∂x‖ − 1)²: of the plane D = x·w it is (‖w‖ − 1)², wherever x is.
  var w = new Variable(Tensor.of(new float[][] {{3}, {4}}));
  try (var tape = new GradientTape()) {
    var penalty = gradientPenalty(x -> x.matmul(w), normal(Shape.of(5, 2)), normal(Shape.of(5, 2)));
    IO.println(penalty);
    // Its slope by w: 2·(‖w‖ − 1)·w/‖w‖
    IO.println(tape.gradient(penalty, w));
  }

  // The same for the discriminator: a gradient of a gradient, through convolutions.
  try (var tape = new GradientTape()) {
    var critic = mean(discriminator.of(fake)).sub(mean(discriminator.of(real)));
    var loss = critic.add(gradientPenalty(discriminator::of, real, fake).mul(10));
    var kernel = discriminator.trainableVariables().getFirst();
    var slope = tape.gradient(loss, kernel);
    IO.println(slope.shape() + " " + (norm(slope).floatValue() > 0));
  }
}

/** Cross-entropy of logits and one label for all. */
Tensor judge(Tensor logits, int label) {
  return Losses.binaryCrossentropy(fill(logits.shape(), (double) label), logits, true, 0, -1);
}

/** How far the slopes of a critic are from length 1, halfway between real and made. */
Tensor gradientPenalty(UnaryOperator<Tensor> critic, Tensor real, Tensor fake) {
  int[] ones = real.shape().dims();
  Arrays.fill(ones, 1, ones.length, 1);
  var t = broadcastTo(uniform(Shape.of(ones)), real.shape().dims());
  var between = t.mul(real).add(t.neg().add(1).mul(fake));
  try (var tape = new GradientTape()) {
    tape.watch(between);
    var slopes = tape.gradient(critic.apply(between), between);
    var lengths = norm(reshape(slopes, real.shape().dim(0), -1), 2, 1);
    return mean(square(lengths.sub(1)));
  }
}

final class Generator extends Model {
  private final Dense fc = track(new Dense(3 * 3 * 512));
  private final Conv2DTranspose conv1 = track(new Conv2DTranspose(256, 3).strides(3));
  private final BatchNormalization bn1 = track(new BatchNormalization());
  private final Conv2DTranspose conv2 = track(new Conv2DTranspose(128, 5).strides(2));
  private final BatchNormalization bn2 = track(new BatchNormalization());
  private final Conv2DTranspose conv3 = track(new Conv2DTranspose(3, 4).strides(3));

  @Override
  protected Tensor call(Tensor x, boolean training) {
    var h = Nn.leakyRelu(fc.of(x).reshape(-1, 3, 3, 512));
    h = Nn.leakyRelu(bn1.of(conv1.of(h), training));
    h = Nn.leakyRelu(bn2.of(conv2.of(h), training));
    return conv3.of(h).tanh();
  }
}

final class Discriminator extends Model {
  private final Conv2D conv1 = track(new Conv2D(64, 5).strides(3));
  private final Conv2D conv2 = track(new Conv2D(128, 5).strides(3));
  private final BatchNormalization bn2 = track(new BatchNormalization());
  private final Conv2D conv3 = track(new Conv2D(256, 5).strides(3));
  private final BatchNormalization bn3 = track(new BatchNormalization());
  private final Flatten flatten = track(new Flatten());
  private final Dense fc = track(new Dense(1));

  @Override
  protected Tensor call(Tensor x, boolean training) {
    var h = Nn.leakyRelu(conv1.of(x));
    h = Nn.leakyRelu(bn2.of(conv2.of(h), training));
    h = Nn.leakyRelu(bn3.of(conv3.of(h), training));
    return fc.of(flatten.of(h));
  }
}
