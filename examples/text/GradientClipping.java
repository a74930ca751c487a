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
  IO.println("without clipping the loss is a number for %d steps".formatted(free.size()));
  IO.println(
      "with clipping for %d, and the last is %.3f".formatted(clipped.size(), clipped.getLast()));

  var chart =
      new XYChartBuilder()
          .width(800)
          .height(400)
          .title("Loss with and without clipping")
          .xAxisTitle("step")
          .build();
  chart.getStyler().setYAxisLogarithmic(true);
  chart.addSeries("without", free).setMarker(SeriesMarkers.NONE);
  chart.addSeries("gradients of length 1 at most", clipped).setMarker(SeriesMarkers.NONE);
  ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
}

/** The losses, as long as they are numbers that a picture can hold. */
List<Double> train(int steps, boolean clips) {
  RandomOps.setRandomSeed(3);
  var model =
      new Sequential(
          new Input(40, 2),
          new SimpleRNN(32).activation("relu").recurrentInitializer(new Orthogonal(1.6)),
          new Dense(1));
  var optimizer = new SGD(0.01);
  var losses = new ArrayList<Double>();
  for (int step = 0; step < steps; step++) {
    int now = step;
    double loss =
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
                var shorter = clips ? clipByGlobalNorm(grads, 1).tensors() : grads;
                if (now % 50 == 0 || !clips && now < 5) {
                  IO.println(
                      "step %d, norm before %.3g, after %.3g"
                          .formatted(
                              now,
                              globalNorm(grads).doubleValue(),
                              globalNorm(shorter).doubleValue()));
                }
                optimizer.apply(shorter, model.trainableVariables());
                return error.doubleValue();
              }
            });
    if (!(loss < 1e30)) {
      break;
    }
    losses.add(loss);
  }
  return losses;
}
