package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  @Tag("A1")
  void madeOfWhatJavaHas() {
    assertThat(Tensor.of(1).spec()).hasToString("() int32");
    assertThat(Tensor.of(1.5f).spec()).hasToString("() float32");
    assertThat(Tensor.of(1.5).spec()).hasToString("() float64");
    assertThat(Tensor.of(1L).spec()).hasToString("() int64");
    assertThat(Tensor.of((short) 1).spec()).hasToString("() int16");
    assertThat(Tensor.of((byte) 1).spec()).hasToString("() int8");
    assertThat(Tensor.of(true).spec()).hasToString("() bool");
    assertThat(Tensor.of("text").spec()).hasToString("() string");
    assertThat(Tensor.of(new int[][][] {{{1}, {2}}}).spec()).hasToString("(1, 2, 1) int32");
    assertThat(Tensor.of(new boolean[] {true}).spec()).hasToString("(1,) bool");
    assertThat(Tensor.of(List.of(List.of(1.0, 2.0), List.of(3.0, 4.0))).spec())
        .hasToString("(2, 2) float64");
    assertThat(Tensor.of(List.of("a", "b", "c")).spec()).hasToString("(3,) string");
    assertThat(Tensor.of(List.of()).spec()).hasToString("(0,) float32");
    assertThat(Tensor.of(new float[0][3]).spec()).hasToString("(0,) float32");
    assertThat(Tensor.of(new double[] {1, 2}, DType.FLOAT16).spec()).hasToString("(2,) float16");
    assertThat(Tensor.of(new double[] {1.9, -1.9}, DType.INT32).toIntArray())
        .containsExactly(1, -1);
    assertThat(Tensor.ofBytes(new byte[] {0, (byte) 200}, Shape.of(2)).toIntArray())
        .containsExactly(0, 200);
    assertThat(Tensor.of(Long.MAX_VALUE).longValue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @Tag("A1")
  void saysWhatItIs() {
    Tensor x = Tensor.full(DType.FLOAT32, 0, 4, 5, 6);
    assertThat(x.shape()).hasToString("(4, 5, 6)");
    assertThat(x.rank()).isEqualTo(3);
    assertThat(x.size()).isEqualTo(120);
    assertThat(x.dtype()).hasToString("float32");
    assertThat(x.device()).hasToString("cpu:0");
    assertThat(x.name()).startsWith("tensor_");
    assertThat(Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}))
        .hasToString("tf.Tensor(\n[[1. 2. 3.]\n [4. 5. 6.]], shape=(2, 3), dtype=float32)");
  }

  @Test
  @Tag("A3")
  void becomesWhatJavaHas() {
    Tensor x = Tensor.of(new float[][] {{1.5f, 2}, {3, 4}});
    assertThat((float[][]) x.numpy()).isDeepEqualTo(new float[][] {{1.5f, 2}, {3, 4}});
    assertThat(x.toFloatArray()).containsExactly(1.5f, 2, 3, 4);
    assertThat(x.toDoubleArray()).containsExactly(1.5, 2, 3, 4);
    assertThat(x.toIntArray()).containsExactly(1, 2, 3, 4);
    assertThat(Tensor.of(7).numpy()).isEqualTo(7);
    assertThat(Tensor.of("x").numpy()).isEqualTo("x");
    assertThat((String[]) Tensor.of(new String[] {"a", "b"}).numpy()).containsExactly("a", "b");
    assertThat((boolean[]) Tensor.of(new int[] {0, 2}).cast(DType.BOOL).numpy())
        .containsExactly(false, true);
    assertThat((short[]) Tensor.ofBytes(new byte[] {-1}, Shape.of(1)).numpy())
        .containsExactly((short) 255);
    assertThat((float[]) Tensor.of(new float[] {0.5f}).cast(DType.BFLOAT16).numpy())
        .containsExactly(0.5f);
    assertThat(Tensor.of(3.9f).intValue()).isEqualTo(3);
    assertThat(Tensor.of(new float[] {2.5f}).floatValue()).isEqualTo(2.5f);
    assertThat(Tensor.of(1).booleanValue()).isTrue();
    assertThat(Tensor.of(new int[] {1, 256}).toByteArray()).containsExactly(1, 0, 0, 0, 0, 1, 0, 0);
    assertThat((float[][]) Tensor.full(DType.FLOAT32, 0, 0, 3).numpy()).isEmpty();
  }

  @Test
  @Tag("A4")
  void variablesChange() {
    Variable w = new Variable(Tensor.of(new float[] {1, 2}), "w", true);
    assertThat(w.name()).isEqualTo("w");
    assertThat(w.isTrainable()).isTrue();
    Tensor before = w.value();
    w.assign(Tensor.of(new float[] {3, 4}));
    assertThat(w.toFloatArray()).containsExactly(3, 4);
    assertThat(before.toFloatArray()).containsExactly(1, 2);
    w.assignAdd(Tensor.of(new float[] {1, 1})).assignSub(Tensor.of(new float[] {2, 0}));
    assertThat(w.toFloatArray()).containsExactly(2, 5);
    assertThat(w.trainable(false).isTrainable()).isFalse();
    assertThat(w).hasToString("<Variable path=w, shape=(2,), dtype=float32, value=[2. 5.]>");
    w.assign(w);
    assertThat(w.toFloatArray()).containsExactly(2, 5);
    w.assign(w.reshape(2));
    assertThat(w.mul(2).toFloatArray()).containsExactly(4, 10);
  }

  @Test
  @Tag("A4")
  void aVariableDoesNotShareItsInitialValue() {
    Tensor initial = Tensor.of(new float[] {1});
    Variable a = new Variable(initial);
    Variable b = new Variable(initial);
    a.assignAdd(initial);
    assertThat(b.toFloatArray()).containsExactly(1);
    assertThat(initial.toFloatArray()).containsExactly(1);
    initial.release("the test");
    assertThat(b.toFloatArray()).containsExactly(1);
  }

  @Test
  @Tag("A9")
  void dtypesMeetByKerasPromotion() {
    Tensor i = Tensor.of(3);
    assertThat(i.add(Tensor.of(1f)).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(i.add(Tensor.of(1L)).dtype()).isEqualTo(DType.INT64);
    assertThat(i.mul(2).dtype()).isEqualTo(DType.INT32);
    assertThat(i.mul(0.5).floatValue()).isEqualTo(1.5f);
    assertThat(Tensor.of(true).add(Tensor.of(true)).intValue()).isEqualTo(2);
    assertThat(Tensor.of(1f).add(Tensor.of(1.0)).dtype()).isEqualTo(DType.FLOAT64);
    assertThatThrownBy(() -> Tensor.of("a").add(i)).isInstanceOf(DTypeException.class);
  }

  @Test
  @Tag("A8")
  void viewsCopyNothing() {
    Tensor x = Tensor.full(DType.FLOAT32, 1, 4, 28, 28, 3);
    assertThat(x.reshape(4, -1, 3).address()).isEqualTo(x.address());
    assertThat(x.expandDims(0).squeeze(0).address()).isEqualTo(x.address());
    assertThat(x.transpose().shape()).isEqualTo(Shape.of(3, 28, 28, 4));
    assertThat(x.reshape(x.shape())).isSameAs(x);
    assertThat(x.stopGradient().address()).isEqualTo(x.address());
  }

  @Test
  @Tag("A10")
  void stringsCanBeCompared() {
    Tensor words = Tensor.of(new String[] {"a", "b"});
    assertThat(words.equal(Tensor.of("b")).toBooleanArray()).containsExactly(false, true);
    assertThat(words.notEqual(Tensor.of("b")).toBooleanArray()).containsExactly(true, false);
    assertThat(words.reshape(2, 1).shape()).isEqualTo(Shape.of(2, 1));
    assertThatThrownBy(() -> words.less(words))
        .hasMessage("less is not defined for strings; equal and notEqual are.");
  }
}
