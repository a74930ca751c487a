package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NumericalTest {
  @Test
  void labelsBecomeRows() {
    Memory.tidy(
        () -> {
          Tensor y = Numerical.toCategorical(Tensor.of(new int[] {2, 0}));
          assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
          assertThat(y.toFloatArray()).containsExactly(0, 0, 1, 1, 0, 0);
        });
  }

  @Test
  void aLastAxisOfOneDisappears() {
    Memory.tidy(
        () ->
            assertThat(Numerical.toCategorical(new int[][] {{1}, {0}}, 4).shape())
                .isEqualTo(Shape.of(2, 4)));
  }

  @Test
  void namesTheLabelThatIsTooLarge() {
    Memory.tidy(
        () ->
            assertThatThrownBy(() -> Numerical.toCategorical(List.of(0, 10), 10))
                .isInstanceOf(IndexException.class)
                .hasMessage(
                    "toCategorical: there is a label 10, but with 10 classes labels are from 0 to"
                        + " 9."));
  }

  @Test
  void rowsGetLengthOneAndZerosStay() {
    Memory.tidy(
        () -> {
          Tensor x = Numerical.normalize(new double[][] {{3, 4}, {0, 0}});
          assertThat(x.toDoubleArray()).containsExactly(0.6, 0.8, 0, 0);
          Tensor columns = Numerical.normalize(new double[][] {{3, 1}, {1, 1}}, 0, 1);
          assertThat(columns.toDoubleArray()).containsExactly(0.75, 0.5, 0.25, 0.5);
        });
  }

  @Test
  void sequencesArePaddedAndCutInFront() {
    Memory.tidy(
        () -> {
          List<?> sequences = List.of(List.of(1), List.of(1, 2, 3), List.of());
          assertThat(Sequences.padSequences(sequences, 2).toIntArray())
              .containsExactly(0, 1, 2, 3, 0, 0);
          assertThat(
                  Sequences.padSequences(sequences, 2, DType.INT32, "post", "post", -1)
                      .toIntArray())
              .containsExactly(1, -1, 1, 2, -1, -1);
        });
  }

  @Test
  void stepsMayBeVectorsOfOneShape() {
    Memory.tidy(
        () -> {
          List<?> vectors = List.of(new int[][] {{1, 2}}, new int[][] {{3, 4}, {5, 6}});
          assertThat(Sequences.padSequences(vectors).shape()).isEqualTo(Shape.of(2, 2, 2));
          List<?> mixed = List.of(new int[][] {{1, 2}}, new int[][] {{3}});
          assertThatThrownBy(() -> Sequences.padSequences(mixed))
              .isInstanceOf(ShapeException.class)
              .hasMessage(
                  "padSequences: the steps of one sequence have the shape (2,), those of another"
                      + " (1,).");
        });
  }

  @Test
  void textsArePaddedWithTexts() {
    Memory.tidy(
        () -> {
          var texts = List.of(List.of("1"), List.of("1", "2"), new String[] {"1", "2", "3"});
          assertThat(
                  Sequences.padSequences(texts, 2, DType.STRING, "pre", "post", "pad")
                      .toStringArray())
              .containsExactly("pad", "1", "1", "2", "1", "2");
          assertThatThrownBy(
                  () -> Sequences.padSequences(texts, 2, DType.INT32, "pre", "post", "pad"))
              .hasMessageContaining("\"pad\" is a text, but dtype is int32. Use DType.STRING");
        });
  }

  @Test
  void aVectorIsNormalizedAsOneRow() {
    Memory.tidy(
        () -> {
          assertThat(Numerical.normalize(new double[] {3, 4}).shape()).isEqualTo(Shape.of(1, 2));
          assertThat(Numerical.normalize(Tensor.of(new float[] {3, 4})).shape())
              .isEqualTo(Shape.of(2));
        });
  }

  @Test
  void padsOnlyBeforeOrAfter() {
    assertThatThrownBy(() -> Sequences.padSequences(List.of(), 1, DType.INT32, "middle", "pre", 0))
        .hasMessage("padSequences: padding is \"pre\" or \"post\", but \"middle\" came.");
  }
}
