import static keratin.ops.Ops.*;

import module keratin;

import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A forecast: a network that has seen 60 steps of a noisy series says the next one, and from its
 * own answers the 100 after that.
 *
 * <p>Arguments: epochs (20), the file for the picture (forecast.png).
 */
void main(String[] arguments) throws IOException {
  int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
  var picture = Path.of(arguments.length > 1 ? arguments[1] : "forecast.png");
  RandomOps.setRandomSeed(1);
  int steps = 2000;
  int known = 1800;
  int window = 60;
  var t = arange(steps).cast(DType.FLOAT32);
  var clean = sin(t.mul(2 * Math.PI / 25)).add(sin(t.mul(2 * Math.PI / 60)).mul(0.5));
  var series = clean.add(RandomOps.normal(Shape.of(steps)).mul(0.02)).expandDims(1);

  var past = series.slice(0, 0, known);
  var train =
      Timeseries.timeseriesDatasetFromArray(
          past,
          past.slice(0, window, known - window),
          window,
          new TimeseriesOptions().batchSize(32).shuffle(true).seed(1));
  var model = new Sequential(new Input(window, 1), new GRU(32), new Dense(1));
  model.compile(new Adam(new CosineDecay(1e-2, train.cardinality() * epochs)), "mse");
  model.fit(train, new Fit().epochs(epochs).verbose(2));

  // Each answer becomes part of the next question.
  var seen = new ArrayList<>(List.of(boxed(past.slice(0, known - window, window))));
  for (int i = 0; i < 100; i++) {
    float[] last = new float[window];
    for (int j = 0; j < window; j++) {
      last[j] = seen.get(seen.size() - window + j);
    }
    seen.add(model.of(Tensor.of(last).reshape(1, window, 1)).reshape().floatValue());
  }
  var forecast = seen.subList(window, window + 100);
  double error = 0;
  var truth = clean.slice(0, known, 100).toFloatArray();
  for (int i = 0; i < 100; i++) {
    error += Math.abs(forecast.get(i) - truth[i]) / 100;
  }
  IO.println("mean error of the forecast of 100 steps: %.3f".formatted(error));

  var chart = new XYChartBuilder().width(900).height(400).title("Forecast").build();
  chart
      .addSeries("measured", List.of(boxed(series.slice(0, known - 100, 200))))
      .setMarker(SeriesMarkers.NONE);
  var places = new ArrayList<Integer>();
  for (int i = 1; i <= 100; i++) {
    places.add(100 + i);
  }
  chart.addSeries("forecast", places, forecast).setMarker(SeriesMarkers.NONE);
  ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
}

Float[] boxed(Tensor x) {
  float[] values = x.toFloatArray();
  var all = new Float[values.length];
  for (int i = 0; i < all.length; i++) {
    all[i] = values[i];
  }
  return all;
}
