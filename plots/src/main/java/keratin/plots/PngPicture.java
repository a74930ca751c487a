package keratin.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A layout as pixels. */
final class PngPicture {
  private static final long MOST_PIXELS = 400_000_000;
  private static final Color LINE = new Color(0x333333);
  private final Graphics2D graphics;

  private PngPicture(Graphics2D graphics) {
    this.graphics = graphics;
  }

  static void write(Layout layout, double scale, Path file) throws IOException {
    double wanted = layout.width() * layout.height() * scale * scale;
    double fitting = wanted > MOST_PIXELS ? scale * Math.sqrt(MOST_PIXELS / wanted) : scale;
    var image =
        new BufferedImage(
            (int) Math.ceil(layout.width() * fitting),
            (int) Math.ceil(layout.height() * fitting),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(fitting, fitting);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setStroke(new BasicStroke(1));
      var picture = new PngPicture(graphics);
      layout.frames().forEach(picture::frame);
      layout.lines().forEach(picture::line);
    } finally {
      graphics.dispose();
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private void frame(Layout.Frame frame) {
    Box box = frame.box();
    rectangle(frame, frame.height(), box.isExpanded() ? new Color(0xf4f4f4) : Color.WHITE);
    rectangle(frame, Layout.TITLE_HEIGHT, box.isExpanded() ? Color.GRAY : Color.BLACK);
    double middle = frame.x() + frame.width() / 2;
    label(middle, frame.y() + 16.5, Layout.TITLE, Color.WHITE, box.title());
    double y = frame.y() + Layout.TITLE_HEIGHT + 16;
    for (String line : box.lines()) {
      label(middle, y, Layout.TEXT, Color.BLACK, line);
      y += Layout.LINE_HEIGHT;
    }
  }

  private void rectangle(Layout.Frame frame, double height, Color fill) {
    var shape = new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), height);
    graphics.setColor(fill);
    graphics.fill(shape);
    graphics.setColor(Color.BLACK);
    graphics.draw(shape);
  }

  private void label(double middle, double y, Font font, Color color, String label) {
    graphics.setFont(font);
    graphics.setColor(color);
    double width = font.getStringBounds(label, graphics.getFontRenderContext()).getWidth();
    graphics.drawString(label, (float) (middle - width / 2), (float) y);
  }

  private void line(List<Layout.Point> points) {
    graphics.setColor(LINE);
    var path = new Path2D.Double();
    path.moveTo(points.getFirst().x(), points.getFirst().y());
    points.forEach(p -> path.lineTo(p.x(), p.y()));
    graphics.draw(path);
    head(points.get(points.size() - 2), points.getLast());
  }

  /** The head of an arrow, 9 long and 8 wide. */
  private void head(Layout.Point from, Layout.Point to) {
    double length = Math.max(1e-9, Math.hypot(to.x() - from.x(), to.y() - from.y()));
    double dx = (to.x() - from.x()) / length;
    double dy = (to.y() - from.y()) / length;
    var head = new Path2D.Double();
    head.moveTo(to.x(), to.y());
    head.lineTo(to.x() - 9 * dx + 4 * dy, to.y() - 9 * dy - 4 * dx);
    head.lineTo(to.x() - 9 * dx - 4 * dy, to.y() - 9 * dy + 4 * dx);
    head.closePath();
    graphics.fill(head);
  }
}
