package keratin.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import keratin.callbacks.History;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a history: one panel per quantity, training and validation in it. */
final class Curves {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 400;
  private static final Color TRAINING = new Color(0x1F77B4);
  private static final Color VALIDATION = new Color(0xE4572E);

  private Curves() {}

  static void draw(History history, String title, Path file) throws IOException {
    List<XYChart> panels = new ArrayList<>();
    Map<String, List<Double>> values = history.history();
    for (String name : values.keySet()) {
      if (!name.startsWith("val_")) {
        panels.add(panel(history, name, title));
      }
    }
    BufferedImage image =
        new BufferedImage(WIDTH * panels.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D part = (Graphics2D) graphics.create(i * WIDTH, 0, WIDTH, HEIGHT);
      panels.get(i).paint(part, WIDTH, HEIGHT);
      part.dispose();
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static XYChart panel(History history, String name, String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(name + " on " + title)
            .xAxisTitle("epoch")
            .build();
    Styler.LegendPosition inside =
        name.equals("loss") ? Styler.LegendPosition.InsideNE : Styler.LegendPosition.InsideSE;
    chart.getStyler().setLegendPosition(inside);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0");
    List<Integer> epochs = history.epoch().stream().map(e -> e + 1).toList();
    add(chart, "training", epochs, history.get(name), TRAINING);
    if (history.history().containsKey("val_" + name)) {
      add(chart, "test", epochs, history.get("val_" + name), VALIDATION);
    }
    return chart;
  }

  private static void add(
      XYChart chart, String label, List<Integer> epochs, List<Double> values, Color color) {
    var series = chart.addSeries(label, epochs, values);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setMarker(SeriesMarkers.CIRCLE);
  }
}
