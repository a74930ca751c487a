package keratin.layers.preprocessing.image;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class ImageLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        AugMix.class,
        AutoContrast.class,
        CenterCrop.class,
        ContrastLimitedAdaptiveHistogramEqualization.class,
        CutMix.class,
        Equalization.class,
        MaxNumBoundingBoxes.class,
        MixUp.class,
        Pipeline.class,
        RandAugment.class,
        RandomBrightness.class,
        RandomColorDegeneration.class,
        RandomColorJitter.class,
        RandomContrast.class,
        RandomCrop.class,
        RandomElasticTransform.class,
        RandomErasing.class,
        RandomFlip.class,
        RandomGaussianBlur.class,
        RandomGrayscale.class,
        RandomHue.class,
        RandomInvert.class,
        RandomPerspective.class,
        RandomPosterization.class,
        RandomRotation.class,
        RandomSaturation.class,
        RandomSharpness.class,
        RandomShear.class,
        RandomTranslation.class,
        RandomZoom.class,
        Resizing.class,
        Solarization.class);
  }
}
