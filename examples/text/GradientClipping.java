import static keratin.ops.Ops.*;

import module keratin;

import javax.imageio.ImageIO;
import keratin.initializers.Orthogonal;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Gradients that explode, and the same ones clipped: a recurrent network whose state grows at every
 * step is to add two numbers out of 40.
 *
 * <p>Arguments: training steps (200), the file for the picture (clipping.png).
 */
void main(String[] arguments) throws IOException {
  int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
  var picture = Path.of(arguments.length > 1 ? arguments[1] : "clipping.png");
  var free = train(steps, false);
  var clipped = train(steps, true);
  IO.println("without clipping gradients are numbers for %d steps".formatted(free.before.size()));
  IO.println(
      "with clipping for %d, and the last loss is %.3f"
          .formatted(clipped.before.size(), clipped.losses.getLast()));

  var chart =
      new XYChartBuilder()
          .width(800)
          .height(400)
          .title("Length of the gradients")
          .xAxisTitle("step")
          .build();
  chart.getStyler().setYAxisLogarithmic(true);
  chart.addSeries("never clipped", free.before).setMarker(SeriesMarkers.CIRCLE);
  chart.addSeries("before clipping", clipped.before).setMarker(SeriesMarkers.NONE);
  chart.addSeries("after clipping", clipped.after).setMarker(SeriesMarkers.NONE);
  ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
}

/** What was seen at each step: the loss, the norm of all gradients before and after clipping. */
record Seen(List<Double> losses, List<Double> before, List<Double> after) {}

/** Trains as long as the gradients are numbers that a picture can hold. */
Seen train(int steps, boolean clips) {
  RandomOps.setRandomSeed(3);
  var model =
      new Sequential(
          new Input(40, 2),
          new SimpleRNN(32).activation("relu").recurrentInitializer(new Orthogonal(1.3)),
          new Dense(1));
  var optimizer = new SGD(0.03);
  var seen = new Seen(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  for (int step = 0; step < steps; step++) {
    int now = step;
    Memory.tidy(
        () -> {
          var values = RandomOps.uniform(Shape.of(32, 40));
          var marks =
              zeros(32, 40).add(oneHot(Tensor.of(now % 20), 40)).add(oneHot(Tensor.of(25), 40));
          var x = stack(-1, values, marks);
          var y = sum(values.mul(marks), 1).expandDims(1);
          try (var tape = new GradientTape()) {
            var error = mean(square(model.of(x, true).sub(y)));
            var grads = tape.gradient(error, model.trainableVariables());
            var used = clips ? clipByGlobalNorm(grads, 1).tensors() : grads;
            seen.losses.add(error.doubleValue());
            seen.before.add(globalNorm(grads).doubleValue());
            seen.after.add(globalNorm(used).doubleValue());
            optimizer.apply(used, model.trainableVariables());
          }
        });
    double before = seen.before.getLast();
    double after = seen.after.getLast();
    if (now % 50 == 0 || !clips && now < 10) {
      IO.println("step %d, norm before %.3g, after %.3g".formatted(now, before, after));
    }
    if (!(before < 1e30)) {
      List.of(seen.losses, seen.before, seen.after).forEach(List::removeLast);
      break;
    }
  }
  return seen;
}
