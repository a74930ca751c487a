import static keratin.ops.Ops.*;

import module keratin;

import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How much the last output of a recurrent layer depends on what came long before: the gradient by
 * each of 100 inputs, of a SimpleRNN beside an LSTM whose gates are open.
 *
 * <p>Argument: the file for the picture (vanishing.png).
 */
void main(String[] arguments) throws IOException {
  var picture = Path.of(arguments.length > 0 ? arguments[0] : "vanishing.png");
  RandomOps.setRandomSeed(1);
  int steps = 100;
  var x = RandomOps.normal(Shape.of(8, steps, 16));
  var simple = lengths(new SimpleRNN(32), x);
  // A forget gate near 1 from the beginning: bias 1 is the default, 4 makes memory long.
  var lstm = new LSTM(32);
  lstm.of(x);
  var weights = new ArrayList<>(lstm.getWeights());
  weights.set(2, weights.get(2).add(oneHot(arange(32).add(32), 128).sum(0).mul(3)));
  lstm.setWeights(weights);
  var gated = lengths(lstm, x);
  IO.println(
      "by the last input: SimpleRNN %.3g, LSTM %.3g".formatted(simple.getLast(), gated.getLast()));
  IO.println(
      "by the first:      SimpleRNN %.3g, LSTM %.3g"
          .formatted(simple.getFirst(), gated.getFirst()));
  IO.println(
      "the LSTM remembers: "
          + (gated.getFirst() / gated.getLast() > 1000 * simple.getFirst() / simple.getLast()));

  var chart =
      new XYChartBuilder()
          .width(800)
          .height(400)
          .title("Gradient of the last output")
          .xAxisTitle("input at step")
          .build();
  chart.getStyler().setYAxisLogarithmic(true);
  chart.addSeries("SimpleRNN", simple).setMarker(SeriesMarkers.NONE);
  chart.addSeries("LSTM", gated).setMarker(SeriesMarkers.NONE);
  ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
}

/** The length of the gradient by the input at each step. */
List<Double> lengths(Layer layer, Tensor x) {
  try (var tape = new GradientTape()) {
    tape.watch(x);
    var gradient = tape.gradient(sum(layer.of(x)), x);
    var all = new ArrayList<Double>();
    for (double length : sqrt(sum(square(gradient), 0, 2)).toDoubleArray()) {
      all.add(Math.max(length, 1e-30));
    }
    return all;
  }
}
