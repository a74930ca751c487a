package keratin.layers.preprocessing;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class PreprocessingLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        CategoryEncoding.class,
        Discretization.class,
        HashedCrossing.class,
        Hashing.class,
        IntegerLookup.class,
        MelSpectrogram.class,
        Normalization.class,
        Rescaling.class,
        STFTSpectrogram.class,
        StringLookup.class,
        TextVectorization.class);
  }
}
