import static keratin.ops.Ops.*;

import module java.desktop;
import module keratin;

import java.util.List;
import keratin.losses.BinaryCrossentropy;
import keratin.tensor.Shape;

/**
 * A network that is too large for its data learns them by heart, and what helps: L2, dropout, early
 * stopping, weight decay written by hand.
 *
 * <p>Arguments: the number of epochs (200), a folder for a picture of the curves (none).
 */
void main(String[] arguments) throws IOException {
  int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
  Session.setRandomSeed(3);
  var train = moons(100, 0.35);
  var test = moons(400, 0.35);

  var curves = new LinkedHashMap<String, History>();
  for (var name : List.of("nothing", "L2", "dropout", "early stopping")) {
    Session.setRandomSeed(7);
    var model = network(name);
    model.compile(new Adam(0.01), "binary_crossentropy", "accuracy");
    var plan = new Fit().epochs(epochs).batchSize(25).verbose(0).validationData(test[0], test[1]);
    if (name.equals("early stopping")) {
      plan = plan.callbacks(new EarlyStopping("val_loss").patience(10).restoreBestWeights(true));
    }
    var history = model.fit(train[0], train[1], plan);
    curves.put(name, history);
    var onTrain = model.evaluate(train[0], train[1], new Evaluate().verbose(0));
    var onTest = model.evaluate(test[0], test[1], new Evaluate().verbose(0));
    IO.println(
        "%-15s %3d epochs, loss: training %.3f, test %.3f; test accuracy %.1f %%"
            .formatted(
                name,
                history.epoch().size(),
                onTrain.get("loss"),
                onTest.get("loss"),
                100 * onTest.get("accuracy")));
  }
  byHand(train, test, epochs);
  if (arguments.length > 1) {
    var file = Path.of(arguments[1], "overfitting.png");
    draw(curves, file);
    IO.println("the losses on the test data: " + file.getFileName());
  }
}

/** Three wide layers, with or without something against learning by heart. */
Sequential network(String against) {
  var model = new Sequential(new Input(2));
  for (int layer = 0; layer < 3; layer++) {
    var dense = new Dense(64).activation("relu");
    model.add(against.equals("L2") ? dense.kernelRegularizer(new L2(0.01)) : dense);
    if (against.equals("dropout")) {
      model.add(new Dropout(0.4));
    }
  }
  return model.add(new Dense(1).activation("sigmoid"));
}

/** Weight decay without a regularizer: half the squares of all kernels are added to the loss. */
void byHand(Tensor[] train, Tensor[] test, int epochs) {
  Session.setRandomSeed(7);
  var model = network("nothing");
  var optimizer = new Adam(0.01);
  var loss = new BinaryCrossentropy();
  for (int epoch = 0; epoch < epochs; epoch++) {
    for (int start = 0; start < 100; start += 25) {
      var x = train[0].slice(0, start, 25);
      var y = train[1].slice(0, start, 25);
      var weights = model.trainableVariables();
      try (var tape = new GradientTape()) {
        var total = loss.of(y, model.of(x, true));
        for (var kernel : weights.stream().filter(w -> w.rank() == 2).toList()) {
          total = total.add(Nn.l2Loss(kernel).mul(0.02));
        }
        optimizer.apply(tape.gradient(total, weights), weights);
      }
    }
  }
  var accuracy = new BinaryAccuracy();
  accuracy.updateState(test[1], model.of(test[0]));
  IO.println(
      "%-15s %3d epochs, test accuracy %.1f %%"
          .formatted("decay by hand", epochs, 100 * accuracy.value()));
}

/** Two half circles that reach into each other, with noise; y is which. */
Tensor[] moons(int count, double noise) {
  var angle = RandomOps.uniform(Shape.of(count)).mul(Math.PI);
  var which = range(count).mod(2).cast(DType.FLOAT32);
  var across = cos(angle).mul(which.mul(-2).add(1)).add(which);
  var up = sin(angle).mul(which.mul(-2).add(1)).add(which.mul(0.5));
  var x = stack(1, List.of(across, up));
  return new Tensor[] {x.add(RandomOps.normal(x.shape()).mul(noise)), which.expandDims(1)};
}

/** The losses on the test data, one line a network. */
void draw(Map<String, History> curves, Path file) throws IOException {
  var image = new BufferedImage(800, 500, BufferedImage.TYPE_INT_RGB);
  var pen = image.createGraphics();
  pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  pen.setColor(Color.WHITE);
  pen.fillRect(0, 0, 800, 500);
  double highest = 1.5;
  int row = 0;
  for (var curve : curves.entrySet()) {
    pen.setColor(Color.getHSBColor(row / 4f, 0.8f, 0.8f));
    pen.drawString(curve.getKey(), 640, 40 + 20 * row++);
    var losses = curve.getValue().get("val_loss");
    var line = new Path2D.Double();
    for (int i = 0; i < losses.size(); i++) {
      double x = 40 + 720.0 * i / Math.max(1, curves.get("nothing").get("loss").size() - 1);
      double y = 460 - 420 * Math.min(losses.get(i), highest) / highest;
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    pen.draw(line);
  }
  pen.setColor(Color.BLACK);
  pen.drawString("loss on the test data, 0 to %.1f, by epoch".formatted(highest), 40, 490);
  pen.drawRect(40, 40, 720, 420);
  pen.dispose();
  ImageIO.write(image, "png", file.toFile());
}
