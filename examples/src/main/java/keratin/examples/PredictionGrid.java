package keratin.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import keratin.tensor.Tensor;

/**
 * Draws images with what the model says of them: green where it is right, red where it is wrong.
 */
final class PredictionGrid {
  private static final int COLUMNS = 10;
  private static final int ROWS = 5;

  /** How many images a grid shows. */
  static final int COUNT = COLUMNS * ROWS;

  private static final int SIDE = 28;
  private static final int ZOOM = 3;
  private static final int CELL_WIDTH = SIDE * ZOOM + 12;
  private static final int CELL_HEIGHT = SIDE * ZOOM + 30;
  private static final Color RIGHT = new Color(0x1B7F3B);
  private static final Color WRONG = new Color(0xC62828);

  private PredictionGrid() {}

  /**
   * Draws the grid.
   *
   * @param images {@code (COUNT, 28, 28)} uint8
   * @param labels {@code (COUNT,)}
   * @param probabilities {@code (COUNT, classes)}
   */
  static void draw(Tensor images, Tensor labels, Tensor probabilities, Path file)
      throws IOException {
    int[] pixels = images.toIntArray();
    int[] truth = labels.toIntArray();
    int[] said = probabilities.argmax(-1).toIntArray();
    float[] sure = probabilities.max(-1).toFloatArray();
    BufferedImage grid =
        new BufferedImage(COLUMNS * CELL_WIDTH, ROWS * CELL_HEIGHT + 8, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = grid.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, grid.getWidth(), grid.getHeight());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    for (int i = 0; i < truth.length; i++) {
      int left = i % COLUMNS * CELL_WIDTH + 6;
      int top = i / COLUMNS * CELL_HEIGHT + 6;
      digit(grid, pixels, i, left, top);
      boolean right = said[i] == truth[i];
      graphics.setColor(right ? RIGHT : WRONG);
      String text = String.format(Locale.ROOT, "%d  %.0f %%", said[i], 100 * sure[i]);
      graphics.drawString(
          right ? text : text + " (" + truth[i] + ")", left, top + SIDE * ZOOM + 15);
    }
    graphics.dispose();
    ImageIO.write(grid, "png", file.toFile());
  }

  private static void digit(BufferedImage grid, int[] pixels, int image, int left, int top) {
    for (int y = 0; y < SIDE * ZOOM; y++) {
      for (int x = 0; x < SIDE * ZOOM; x++) {
        int ink = 255 - pixels[(image * SIDE + y / ZOOM) * SIDE + x / ZOOM];
        grid.setRGB(left + x, top + y, ink << 16 | ink << 8 | ink);
      }
    }
  }
}
