import static keratin.ops.Ops.*;

import module java.desktop;
import module keratin;

import java.util.List;

/** f(x, y) = (x² + y − 11)² + (x + y² − 7)²: each start leads downhill to another minimum. */
Tensor himmelblau(Tensor x, Tensor y) {
  return square(square(x).add(y).sub(11)).add(square(x.add(square(y)).sub(7)));
}

void main(String[] arguments) throws IOException {
  var paths = new ArrayList<Tensor>();
  for (var start : new float[][] {{-4, 0}, {1, 0}, {4, 0}, {-2, 2}}) {
    var x = Tensor.of(start);
    var visited = new ArrayList<Tensor>();
    for (int step = 0; step < 200; step++) {
      visited.add(x);
      try (var tape = new GradientTape()) {
        tape.watch(x);
        var y = himmelblau(x.get(0), x.get(1));
        var grads = tape.gradient(y, x);
        x = x.sub(grads.mul(0.01));
        if (step % 20 == 0) {
          IO.println("step %d: x = %s, f(x) = %.6f".formatted(step, text(x), y.floatValue()));
        }
      }
    }
    var f = himmelblau(x.get(0), x.get(1)).floatValue();
    IO.println("from %s to %s, f = %.6f".formatted(Arrays.toString(start), text(x), f));
    paths.add(stack(1, visited));
  }

  var axis = range(-6, 6, 0.1);
  IO.println("x,y range: " + axis.shape() + " " + axis.shape());
  var grid = meshgrid(axis, axis);
  IO.println("X,Y maps: " + grid.get(0).shape() + " " + grid.get(1).shape());
  if (arguments.length > 0) {
    var file = Path.of(arguments[0], "himmelblau.png");
    plot(grid.get(0), grid.get(1), paths, file);
    IO.println("the surface and the ways down: " + file.getFileName());
  }
}

String text(Tensor point) {
  return "[%.6f, %.6f]".formatted(point.get(0).floatValue(), point.get(1).floatValue());
}

/** Draws the surface over x and y, and the paths on it. */
void plot(Tensor x, Tensor y, List<Tensor> paths, Path file) throws IOException {
  var image = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
  var pen = image.createGraphics();
  pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  pen.setColor(Color.WHITE);
  pen.fillRect(0, 0, 900, 700);
  pen.setColor(Color.BLACK);
  pen.drawString("himmelblau: x and y from -6 to 6, height f(x, y)", 20, 30);

  // The eye stands where x is large and y is small: the far faces come first.
  var surface = project(x, y);
  var z = himmelblau(x, y);
  var levels = sqrt(z.div(max(z)));
  int n = x.shape().dim(0);
  for (int row = n - 2; row >= 0; row--) {
    for (int column = 0; column < n - 1; column++) {
      var face = new Polygon();
      for (int[] corner : new int[][] {{0, 0}, {0, 1}, {1, 1}, {1, 0}}) {
        int at = (row + corner[0]) * n + column + corner[1];
        face.addPoint(surface[at].x, surface[at].y);
      }
      float level = levels.get(row, column).floatValue();
      pen.setColor(Color.getHSBColor(0.7f * (1 - level), 0.75f, 0.95f));
      pen.fill(face);
      pen.setColor(pen.getColor().darker());
      pen.draw(face);
    }
  }

  pen.setColor(Color.RED);
  pen.setStroke(new BasicStroke(3));
  for (var path : paths) {
    var way = project(path.get(0), path.get(1));
    for (int i = 1; i < way.length; i++) {
      pen.drawLine(way[i - 1].x, way[i - 1].y, way[i].x, way[i].y);
    }
  }
  pen.dispose();
  Files.createDirectories(file.toAbsolutePath().getParent());
  ImageIO.write(image, "png", file.toFile());
}

/** Where points of the surface lie in the picture, seen from elevation 60°, azimuth −30°. */
Point[] project(Tensor x, Tensor y) {
  double turn = Math.toRadians(-30);
  double tilt = Math.toRadians(60);
  var side = y.mul(Math.cos(turn)).sub(x.mul(Math.sin(turn)));
  var depth = x.mul(Math.cos(turn)).add(y.mul(Math.sin(turn)));
  var height = himmelblau(x, y).div(272).sub(2);
  var up = height.mul(Math.cos(tilt)).sub(depth.mul(Math.sin(tilt)));
  float[] across = side.mul(50).add(450).toFloatArray();
  float[] down = up.mul(-40).add(380).toFloatArray();
  return IntStream.range(0, across.length)
      .mapToObj(i -> new Point(Math.round(across[i]), Math.round(down[i])))
      .toArray(Point[]::new);
}
