package keratin.plots;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import keratin.models.Model;

/**
 * A picture of a model: a box for every layer, arrows for what flows between them. Nothing has to
 * be installed for it.
 *
 * {@snippet :
 * var model = new Sequential(new Input(4), new Dense(8).activation("relu"), new Dense(3));
 * ModelPlot.plotModel(model, folder.resolve("model.svg"));
 * ModelPlot.of(model).showShapes(true).showLayerActivations(true).save(folder.resolve("model.png"));
 * }
 *
 * @param model the model
 * @param shown what boxes tell beside classes
 * @param rankdir {@code "TB"} from top to bottom, {@code "LR"} from left to right
 * @param dpi pixels per inch of a PNG; 96 are one pixel per unit
 * @see <a href="https://keras.io/api/utils/model_plotting_utils/">keras.utils.plot_model</a>
 */
public record ModelPlot(Model model, Set<Shown> shown, String rankdir, int dpi) {
  /** What boxes can tell. */
  public enum Shown {
    /** The shapes of inputs and outputs. */
    SHAPES,
    /** The dtype of the output. */
    DTYPE,
    /** Names beside classes. */
    LAYER_NAMES,
    /** Activations. */
    LAYER_ACTIVATIONS,
    /** Whether training changes the weights. */
    TRAINABLE,
    /** What is inside of models that are layers. */
    NESTED
  }

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if {@code rankdir} or {@code dpi} make no sense
   */
  public ModelPlot {
    shown = Set.copyOf(shown);
    if (!rankdir.equals("TB") && !rankdir.equals("LR")) {
      throw new IllegalArgumentException(
          "rankdir must be \"TB\", from top to bottom, or \"LR\", from left to right, but \"%s\" came."
              .formatted(rankdir));
    }
    if (dpi < 10 || dpi > 2400) {
      throw new IllegalArgumentException(
          "dpi must be from 10 to 2400, but %d came.".formatted(dpi));
    }
  }

  /** A picture of the classes alone, as Keras draws it by default. */
  public static ModelPlot of(Model model) {
    return new ModelPlot(model, Set.of(), "TB", 200);
  }

  private static ModelPlot usual(Model model) {
    return of(model).showShapes(true).showLayerNames(true).showLayerActivations(true);
  }

  /** Draws a model with names, shapes and activations; the file's ending says how. */
  public static void plotModel(Model model, Path file) {
    usual(model).save(file);
  }

  /** A model in the language of Graphviz, with names, shapes and activations. */
  public static String modelToDot(Model model) {
    return usual(model).dot();
  }

  private ModelPlot with(Shown what, boolean on) {
    Set<Shown> all = EnumSet.noneOf(Shown.class);
    all.addAll(shown);
    if (on) {
      all.add(what);
    } else {
      all.remove(what);
    }
    return new ModelPlot(model, all, rankdir, dpi);
  }

  boolean shows(Shown what) {
    return shown.contains(what);
  }

  /** With the shapes of inputs and outputs, or without. */
  public ModelPlot showShapes(boolean on) {
    return with(Shown.SHAPES, on);
  }

  /** With the dtype of the output, or without. */
  public ModelPlot showDtype(boolean on) {
    return with(Shown.DTYPE, on);
  }

  /** With names beside classes, or without. */
  public ModelPlot showLayerNames(boolean on) {
    return with(Shown.LAYER_NAMES, on);
  }

  /** With activations, or without. */
  public ModelPlot showLayerActivations(boolean on) {
    return with(Shown.LAYER_ACTIVATIONS, on);
  }

  /** With what training changes, or without. */
  public ModelPlot showTrainable(boolean on) {
    return with(Shown.TRAINABLE, on);
  }

  /** With what is inside of models that are layers, or without. */
  public ModelPlot expandNested(boolean on) {
    return with(Shown.NESTED, on);
  }

  /** From top to bottom, {@code "TB"}, or from left to right, {@code "LR"}. */
  public ModelPlot rankdir(String direction) {
    return new ModelPlot(model, shown, direction, dpi);
  }

  /** A PNG of so many pixels per inch. */
  public ModelPlot dpi(int pixels) {
    return new ModelPlot(model, shown, rankdir, pixels);
  }

  /** The picture as the text of an SVG file. */
  public String svg() {
    return SvgPicture.text(Layout.of(this));
  }

  /** The graph in the language of Graphviz. */
  public String dot() {
    return DotText.of(this);
  }

  /**
   * Writes the picture as what the file's ending says: {@code .svg}, {@code .png} or {@code .dot}.
   *
   * @throws IllegalArgumentException for other endings
   */
  public void save(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      if (name.endsWith(".svg")) {
        Files.writeString(file, svg());
      } else if (name.endsWith(".dot")) {
        Files.writeString(file, dot());
      } else if (name.endsWith(".png")) {
        PngPicture.write(Layout.of(this), dpi / 96.0, file);
      } else {
        throw new IllegalArgumentException(
            "The picture of a model can be an .svg, .png or .dot file, but %s came."
                .formatted(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
