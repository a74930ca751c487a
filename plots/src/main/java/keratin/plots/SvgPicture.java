package keratin.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A layout as SVG. */
final class SvgPicture {
  private static final String FONT = "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\"";
  private final StringBuilder text = new StringBuilder();

  private SvgPicture() {}

  static String text(Layout layout) {
    var picture = new SvgPicture();
    picture.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
            + " %s>",
        number(layout.width()),
        number(layout.height()),
        number(layout.width()),
        number(layout.height()),
        FONT);
    picture.add(
        "<defs><marker id=\"arrow\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\""
            + " orient=\"auto\"><path d=\"M0,0 L9,4 L0,8 z\" fill=\"#333\"/></marker></defs>");
    picture.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    layout.frames().forEach(picture::frame);
    layout.lines().forEach(picture::line);
    return picture.text.append("</svg>\n").toString();
  }

  private void add(String line, Object... values) {
    text.append(line.formatted(values)).append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private void frame(Layout.Frame frame) {
    Box box = frame.box();
    rectangle(frame, frame.height(), box.isExpanded() ? "#f4f4f4" : "white");
    rectangle(frame, Layout.TITLE_HEIGHT, box.isExpanded() ? "#777" : "black");
    double middle = frame.x() + frame.width() / 2;
    label(middle, frame.y() + 16.5, 13, "bold", "white", box.title());
    double y = frame.y() + Layout.TITLE_HEIGHT + 16;
    for (String line : box.lines()) {
      label(middle, y, 12, "normal", "black", line);
      y += Layout.LINE_HEIGHT;
    }
  }

  private void rectangle(Layout.Frame frame, double height, String fill) {
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"black\"/>",
        number(frame.x()), number(frame.y()), number(frame.width()), number(height), fill);
  }

  private void label(double x, double y, int size, String weight, String fill, String label) {
    add(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\""
            + " text-anchor=\"middle\">%s</text>",
        number(x), number(y), size, weight, fill, escaped(label));
  }

  private void line(List<Layout.Point> points) {
    String path =
        points.stream()
            .map(p -> number(p.x()) + "," + number(p.y()))
            .collect(Collectors.joining(" "));
    add("<polyline points=\"%s\" fill=\"none\" stroke=\"#333\" marker-end=\"url(#arrow)\"/>", path);
  }

  private static String escaped(String label) {
    return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
