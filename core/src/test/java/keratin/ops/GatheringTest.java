package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.autograd.GradientCheck;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static int[] dims(Tensor x) {
    return x.shape().dims();
  }

  @Test
  @Tag("A7")
  void theShapesOfTheNotes() {
    Tensor a = Ops.ones(4, 35, 8);
    assertThat(dims(Ops.gather(a, Tensor.of(new int[] {2, 3, 7, 9, 16}), 1)))
        .containsExactly(4, 5, 8);
    assertThat(dims(Ops.gatherNd(a, Tensor.of(new int[] {0})))).containsExactly(35, 8);
    assertThat(dims(Ops.gatherNd(a, Tensor.of(new int[] {0, 1, 2})))).isEmpty();
    assertThat(dims(Ops.gatherNd(a, Tensor.of(new int[][] {{0, 0}, {1, 1}}))))
        .containsExactly(2, 8);
    assertThat(dims(Ops.gatherNd(a, Tensor.of(new int[][][] {{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}}}))))
        .containsExactly(1, 3);
    Tensor images = Ops.ones(4, 28, 28, 3);
    Tensor channels = Tensor.of(new boolean[] {true, true, false});
    assertThat(dims(Ops.booleanMask(images, channels, 3))).containsExactly(4, 28, 28, 2);
    assertThat(dims(Ops.booleanMask(images, Tensor.of(new boolean[] {true, false, false, true}))))
        .containsExactly(2, 28, 28, 3);
    Tensor mask = Tensor.of(new boolean[][] {{true, false, false}, {false, true, true}});
    assertThat(dims(Ops.booleanMask(Ops.ones(2, 3, 4), mask))).containsExactly(3, 4);
  }

  @Test
  @Tag("A7")
  void valuesAndGradients() {
    Tensor x = Ops.linspace(-1, 1, 12).reshape(2, 3, 2);
    Tensor places = Tensor.of(new int[][] {{1, 2}, {0, -1}, {1, 2}});
    assertThat(Ops.gatherNd(Ops.range(12).reshape(2, 3, 2), places).toIntArray())
        .containsExactly(10, 11, 4, 5, 10, 11);
    new GradientCheck(a -> Ops.gatherNd(a[0], places).square()).order(2).at(x);
    Tensor mask = Tensor.of(new boolean[] {true, false, true});
    new GradientCheck(a -> Ops.booleanMask(a[0], mask, 1).exp()).order(2).at(x);
    Tensor picks = Tensor.of(new int[][][] {{{2, 0}}, {{-1, 1}}});
    assertThat(Ops.takeAlongAxis(Ops.range(12).reshape(2, 3, 2), picks, 1).toIntArray())
        .containsExactly(4, 1, 10, 9);
    new GradientCheck(a -> Ops.takeAlongAxis(a[0], picks, 1).sin()).order(2).at(x);
  }

  @Test
  @Tag("A16")
  void scattering() {
    Tensor places = Tensor.of(new int[][] {{4}, {3}, {1}, {7}});
    Tensor updates = Tensor.of(new int[] {9, 10, 11, 12});
    assertThat(Ops.scatterNd(places, updates, Shape.of(8)).toIntArray())
        .containsExactly(0, 11, 0, 10, 9, 0, 0, 12);
    int[] row = {5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8};
    Tensor block = Tensor.of(row, Shape.of(1, 4, 4));
    Tensor cube =
        Ops.scatterNd(
            Tensor.of(new int[][] {{0}, {2}}), Ops.concat(0, block, block), Shape.of(4, 4, 4));
    assertThat(cube.get(0).toIntArray()).containsExactly(row);
    assertThat(cube.get(2).toIntArray()).containsExactly(row);
    assertThat(cube.get(1).sum().intValue() + cube.get(3).sum().intValue()).isZero();
    Tensor x = Ops.range(8);
    assertThat(Ops.tensorScatterNdAdd(x, places, updates).toIntArray())
        .containsExactly(0, 12, 2, 13, 13, 5, 6, 19);
    assertThat(Ops.tensorScatterNdUpdate(x, places, updates).toIntArray())
        .containsExactly(0, 11, 2, 10, 9, 5, 6, 12);
    Tensor twice = Tensor.of(new int[][] {{1}, {1}});
    assertThat(Ops.scatterNd(twice, Tensor.of(new int[] {3, 4}), Shape.of(3)).toIntArray())
        .containsExactly(0, 7, 0);
    assertThat(
            Ops.tensorScatterNdUpdate(Ops.range(3), twice, Tensor.of(new int[] {3, 4}))
                .toIntArray())
        .containsExactly(0, 4, 2);
    new GradientCheck(a -> Ops.tensorScatterNdUpdate(a[0], places, a[1]).square())
        .order(2)
        .at(Ops.linspace(0, 1, 8), Ops.linspace(1, 2, 4));
  }

  @Test
  @Tag("A16")
  void conditionsGivePositions() {
    Tensor mask = Tensor.of(new boolean[][] {{true, false}, {false, true}, {true, true}});
    Tensor found = Ops.where(mask);
    assertThat(found.spec()).hasToString("(4, 2) int64");
    assertThat(found.toLongArray()).containsExactly(0, 0, 1, 1, 2, 0, 2, 1);
    assertThat(Ops.where(Ops.zeros(3)).spec()).hasToString("(0, 1) int64");
    assertThat(Ops.gatherNd(mask, found).all().booleanValue()).isTrue();
  }

  @Test
  void blocks() {
    Tensor x = Ops.range(12).reshape(3, 4);
    assertThat(Ops.slice(x, new int[] {1, 2}, new int[] {2, 2}).toIntArray())
        .containsExactly(6, 7, 10, 11);
    Tensor updated = Ops.sliceUpdate(x, new int[] {0, 3}, Tensor.of(new int[][] {{-1}, {-2}}));
    assertThat(updated.toIntArray()).containsExactly(0, 1, 2, -1, 4, 5, 6, -2, 8, 9, 10, 11);
    assertThat(Ops.segmentSum(x, Tensor.of(new int[] {1, 0, 1}), 3).toIntArray())
        .containsExactly(4, 5, 6, 7, 8, 10, 12, 14, 0, 0, 0, 0);
  }

  @Test
  void errors() {
    Tensor x = Ops.ones(2, 3);
    assertThatThrownBy(() -> Ops.gatherNd(x, Tensor.of(new int[][] {{0, 3}})))
        .isInstanceOf(IndexException.class)
        .hasMessage("index 3 is out of range for axis 1 of the shape (2, 3); valid: -3 to 2");
    assertThatThrownBy(() -> Ops.gatherNd(x, Tensor.of(new int[] {0, 1, 2})))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "gatherNd: the last axis of indices (3,) must hold at most 2 positions, for the shape"
                + " (2, 3).");
    assertThatThrownBy(() -> Ops.booleanMask(x, Tensor.of(new boolean[3])))
        .hasMessage("booleanMask: the mask (3,) does not fit the shape (2, 3) from axis 0 on.");
    assertThatThrownBy(() -> Ops.takeAlongAxis(x, Tensor.of(new int[][] {{3}}), 1))
        .hasMessage(
            "takeAlongAxis: an index is out of range for axis 1 of the shape (2, 3); valid: -3 to"
                + " 2");
    assertThatThrownBy(
            () -> Ops.scatterNd(Tensor.of(new int[][] {{0}}), Ops.ones(2), Shape.of(2, 3)))
        .hasMessage(
            "scatterNd: indices (1, 1) and the shape (2, 3) need updates (1, 3), but they are"
                + " (2,).");
  }
}
