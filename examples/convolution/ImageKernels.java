import static keratin.ops.Ops.*;

import module java.desktop;
import module keratin;

/**
 * What a small window of numbers does to a picture: sharpen, blur, find edges.
 *
 * <p>Arguments: a folder for the pictures, then a picture file; without one a scene is drawn.
 */
void main(String[] arguments) {
  var folder = Path.of(arguments.length > 0 ? arguments[0] : "pictures");
  var picture = arguments.length > 1 ? Images.loadImg(Path.of(arguments[1])) : scene();
  var image = Images.imgToArray(picture);
  IO.println("picture: " + image.shape());
  Images.saveImg(folder.resolve("original.png"), image, false);

  var kernels = new LinkedHashMap<String, float[][]>();
  kernels.put("sharpen", new float[][] {{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}});
  kernels.put(
      "blur",
      new float[][] {
        {1 / 16f, 2 / 16f, 1 / 16f}, {2 / 16f, 4 / 16f, 2 / 16f}, {1 / 16f, 2 / 16f, 1 / 16f}
      });
  kernels.put("edge", new float[][] {{-1, -1, -1}, {-1, 8, -1}, {-1, -1, -1}});
  kernels.put("sobel", new float[][] {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}});
  kernels.forEach(
      (name, kernel) -> {
        var filtered = filter(image, Tensor.of(kernel));
        IO.println(
            "%s: sum of the window %.0f, mean %.2f -> %.2f"
                .formatted(
                    name,
                    sum(Tensor.of(kernel)).floatValue(),
                    mean(image).floatValue(),
                    mean(filtered).floatValue()));
        Images.saveImg(folder.resolve(name + ".png"), filtered, false);
      });
}

/** The same window for each colour by itself; the picture is continued at its borders. */
Tensor filter(Tensor image, Tensor kernel) {
  int channels = image.shape().dim(2);
  var padded = pad(expandDims(image, 0), new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}}, "symmetric");
  var windows = tile(reshape(kernel, 3, 3, 1, 1), 1, 1, channels, 1);
  var y = Nn.depthwiseConv(padded, windows, new int[] {1}, "valid", null, new int[] {1});
  return squeeze(abs(y), 0);
}

BufferedImage scene() {
  var image = new BufferedImage(240, 160, BufferedImage.TYPE_INT_RGB);
  var pen = image.createGraphics();
  pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  pen.setPaint(new GradientPaint(0, 0, new Color(0x9CC9E8), 0, 110, new Color(0xF3E9D2)));
  pen.fillRect(0, 0, 240, 160);
  pen.setColor(new Color(0xF2B134));
  pen.fillOval(170, 20, 36, 36);
  pen.setColor(new Color(0x4F7F52));
  pen.fillPolygon(new int[] {0, 60, 120, 0}, new int[] {120, 40, 120, 120}, 4);
  pen.setColor(new Color(0x6B9E6E));
  pen.fillPolygon(new int[] {70, 140, 230, 70}, new int[] {120, 60, 120, 120}, 4);
  pen.setColor(new Color(0x3E6E8E));
  pen.fillRect(0, 118, 240, 42);
  pen.setColor(new Color(0xB5533C));
  pen.fillRect(26, 92, 34, 28);
  pen.setColor(Color.WHITE);
  pen.drawString("KERATIN", 120, 145);
  pen.dispose();
  return image;
}
