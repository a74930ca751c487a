package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import keratin.config.OptionException;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

/** The layers that mix images, choose among others, or only look at boxes. */
class MixturesTest {
  @Test
  void mixUpKeepsTheContract() {
    ImageContract.ofRandom(MixUp::new)
        .vary("alpha", 2.0)
        .accept("data_format", "channels_first")
        .check();
  }

  @Test
  void cutMixKeepsTheContract() {
    ImageContract.ofRandom(CutMix::new)
        .vary("factor", List.of(0.1, 0.2))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void randAugmentKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandAugment().numOps(4))
        .vary("num_ops", 1)
        .vary("factor", 0.9)
        .vary("interpolation", "nearest")
        .vary("value_range", List.of(20.0, 200.0))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void augMixKeepsTheContract() {
    ImageContract.ofRandom(AugMix::new)
        .vary("num_chains", 1)
        .vary("chain_depth", 1)
        .vary("alpha", 3.0)
        .vary("all_ops", false)
        .vary("factor", 0.9)
        .vary("interpolation", "nearest")
        .vary("value_range", List.of(20.0, 200.0))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void maxNumBoundingBoxesKeepsTheContract() {
    ImageContract.of(() -> new MaxNumBoundingBoxes(2))
        .accept("max_number", 3)
        .accept("fill_value", 0)
        .accept("data_format", "channels_first")
        .check();
  }

  @Test
  void pipelineKeepsTheContract() {
    new LayerContract(() -> new Pipeline(new AutoContrast(), new RandomContrast(0.5)), 3, 4, 3)
        .input(() -> ImageContract.images(4, 3, 4, 3))
        .randomInTraining()
        .elsewhere("layers")
        .check();
  }

  private static LabeledImages data() {
    return new LabeledImages(ImageContract.images(3, 4, 5, 3))
        .labels(Tensor.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
  }

  /** How much of each image is in the mixture, by the labels. */
  private static Tensor mixed(LabeledImages data, LabeledImages mixed) {
    Tensor shares = Objects.requireNonNull(mixed.labels());
    Facts.assertClose(Tensor.full(shares.dtype(), 1, 3), shares.sum(1), 1e-5, 1e-6);
    return shares.matmul(data.images().reshape(3, -1)).reshape(data.images().shape());
  }

  @Test
  void labelsSayHowMuchOfEachImageIsInTheMixture() {
    Memory.tidy(
        () -> {
          LabeledImages data = data();
          LabeledImages y = new MixUp().seed(4).of(data);
          Facts.assertClose(mixed(data, y), y.images(), 1e-5, 1e-3);
          LabeledImages cut = new CutMix().seed(4).of(data);
          // Pixels are those of one image each.
          Tensor same = cut.images().expandDims(1).equal(data.images()).any(1);
          assertEquals(1, same.all().doubleValue());
        });
  }

  @Test
  void oneImageHasNoOtherToMixWith() {
    Memory.tidy(
        () -> {
          Tensor x = ImageContract.images(4, 5, 3);
          Facts.assertClose(x, new CutMix().of(x), 0, 0);
          Facts.assertClose(x, new MixUp().of(x), 1e-5, 1e-4);
        });
  }

  @Test
  void pipelinesSendAllThrough() {
    Memory.tidy(
        () -> {
          LabeledImages data = data();
          LabeledImages y = new Pipeline(new CenterCrop(2, 2), new AutoContrast()).of(data);
          Facts.assertClose(
              new AutoContrast().of(new CenterCrop(2, 2).of(data.images())), y.images(), 0, 0);
          Facts.assertClose(data.labels(), y.labels(), 0, 0);
        });
  }

  @Test
  void boxesAreFilledUpOrLeftOut() {
    Memory.tidy(
        () -> {
          Tensor boxes = Tensor.of(new float[][] {{0, 0, 1, 1}, {1, 1, 2, 2}});
          LabeledImages data =
              new LabeledImages(ImageContract.images(4, 5, 3))
                  .boundingBoxes(boxes, Tensor.of(new int[] {3, 4}));
          LabeledBoxes more =
              new MaxNumBoundingBoxes(3).boundingBoxFormat("xyxy").of(data).boundingBoxes();
          Facts.assertClose(
              Tensor.of(new float[][] {{0, 0, 1, 1}, {1, 1, 2, 2}, {-1, -1, -1, -1}}),
              more.boxes(),
              0,
              0);
          Facts.assertClose(Tensor.of(new int[] {3, 4, -1}), more.labels(), 0, 0);
          LabeledBoxes fewer =
              new MaxNumBoundingBoxes(1).boundingBoxFormat("xyxy").of(data).boundingBoxes();
          assertEquals(Shape.of(1, 4), fewer.boxes().shape());
        });
  }

  @Test
  void saysWhatCannotBe() {
    Memory.tidy(
        () -> {
          Tensor boxes = Tensor.of(new float[3][1][4]);
          LabeledImages data = data().boundingBoxes(boxes, Tensor.of(new int[3][1]));
          assertEquals(
              "CutMix cannot change boxes: a cut may leave a part of one.\n  in CutMix \"c\"",
              assertThrows(
                      TensorException.class,
                      () -> new CutMix().name("c").boundingBoxFormat("xyxy").of(data))
                  .getMessage());
          assertEquals(
              "RandAugment: num_ops must be a positive integer, but 0 came.",
              assertThrows(OptionException.class, () -> new RandAugment().numOps(0)).getMessage());
        });
  }
}
