package keratin.plots;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
 * @param showShapes whether boxes tell the shapes of inputs and outputs
 * @param showDtype whether boxes tell the dtype of the output
 * @param showLayerNames whether boxes tell names beside classes
 * @param showLayerActivations whether boxes tell activations
 * @param showTrainable whether boxes tell what training changes
 * @param expandNested whether models inside are drawn with what is in them
 * @param rankdir {@code "TB"} from top to bottom, {@code "LR"} from left to right
 * @param dpi pixels per inch of a PNG; 96 are one pixel per unit
 * @see <a href="https://keras.io/api/utils/model_plotting_utils/">keras.utils.plot_model</a>
 */
public record ModelPlot(
    Model model,
    boolean showShapes,
    boolean showDtype,
    boolean showLayerNames,
    boolean showLayerActivations,
    boolean showTrainable,
    boolean expandNested,
    String rankdir,
    int dpi) {

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if {@code rankdir} or {@code dpi} make no sense
   */
  public ModelPlot {
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
    return new ModelPlot(model, false, false, false, false, false, false, "TB", 200);
  }

  /** Draws a model with names, shapes and activations; the file's ending says how. */
  public static void plotModel(Model model, Path file) {
    of(model).showShapes(true).showLayerNames(true).showLayerActivations(true).save(file);
  }

  /** A model in the language of Graphviz, with names, shapes and activations. */
  public static String modelToDot(Model model) {
    return of(model).showShapes(true).showLayerNames(true).showLayerActivations(true).dot();
  }

  /** With the shapes of inputs and outputs, or without. */
  public ModelPlot showShapes(boolean on) {
    return new ModelPlot(
        model,
        on,
        showDtype,
        showLayerNames,
        showLayerActivations,
        showTrainable,
        expandNested,
        rankdir,
        dpi);
  }

  /** With the dtype of the output, or without. */
  public ModelPlot showDtype(boolean on) {
    return new ModelPlot(
        model,
        showShapes,
        on,
        showLayerNames,
        showLayerActivations,
        showTrainable,
        expandNested,
        rankdir,
        dpi);
  }

  /** With names beside classes, or without. */
  public ModelPlot showLayerNames(boolean on) {
    return new ModelPlot(
        model,
        showShapes,
        showDtype,
        on,
        showLayerActivations,
        showTrainable,
        expandNested,
        rankdir,
        dpi);
  }

  /** With activations, or without. */
  public ModelPlot showLayerActivations(boolean on) {
    return new ModelPlot(
        model,
        showShapes,
        showDtype,
        showLayerNames,
        on,
        showTrainable,
        expandNested,
        rankdir,
        dpi);
  }

  /** With what training changes, or without. */
  public ModelPlot showTrainable(boolean on) {
    return new ModelPlot(
        model,
        showShapes,
        showDtype,
        showLayerNames,
        showLayerActivations,
        on,
        expandNested,
        rankdir,
        dpi);
  }

  /** With what is inside of models that are layers, or without. */
  public ModelPlot expandNested(boolean on) {
    return new ModelPlot(
        model,
        showShapes,
        showDtype,
        showLayerNames,
        showLayerActivations,
        showTrainable,
        on,
        rankdir,
        dpi);
  }

  /** From top to bottom, {@code "TB"}, or from left to right, {@code "LR"}. */
  public ModelPlot rankdir(String direction) {
    return new ModelPlot(
        model,
        showShapes,
        showDtype,
        showLayerNames,
        showLayerActivations,
        showTrainable,
        expandNested,
        direction,
        dpi);
  }

  /** A PNG of so many pixels per inch. */
  public ModelPlot dpi(int pixels) {
    return new ModelPlot(
        model,
        showShapes,
        showDtype,
        showLayerNames,
        showLayerActivations,
        showTrainable,
        expandNested,
        rankdir,
        pixels);
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
