package keratin.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import keratin.autograd.GradientTape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Scopes give back what did not escape, and nothing else. */
class TidyTest {
  public record Pair(Tensor first, List<Tensor> rest, int number, String text) {}

  private static Tensor some() {
    return Tensor.of(new float[] {1, 2, 3});
  }

  private static long live() {
    return Memory.statistics().liveCount();
  }

  @Test
  void whatIsNotReturnedIsGivenBack() {
    long before = live();
    Tensor[] hidden = new Tensor[2];
    Tensor sum =
        Memory.tidy(
            () -> {
              hidden[0] = some();
              hidden[1] = hidden[0].mul(2);
              return hidden[1].sum();
            });
    assertThat(sum.floatValue()).isEqualTo(12);
    assertThat(live() - before).isEqualTo(1);
    assertThat(hidden[0].isReleased()).isTrue();
    assertThat(hidden[1].isReleased()).isTrue();
    sum.release("the test");
  }

  @Test
  void usingAReleasedTensorIsAnErrorThatSaysHowToKeepIt() {
    Tensor[] out = new Tensor[1];
    Memory.tidy(
        "step 3",
        () -> {
          out[0] = some();
          return null;
        });
    String text =
        "The tensor (3,) float32 was released by the scope \"step 3\".\n"
            + "  Tensors made inside a scope end with it. Return it from tidy(), or call"
            + " Memory.keep(tensor) inside the scope.";
    assertThatThrownBy(out[0]::toFloatArray).isInstanceOf(ReleasedException.class).hasMessage(text);
    assertThatThrownBy(() -> out[0].add(1)).hasMessage(text);
    assertThatThrownBy(() -> out[0].reshape(3, 1)).hasMessage(text);
    assertThatThrownBy(() -> Memory.keep(out[0])).hasMessage(text);
    assertThat(out[0]).hasToString("<released tensor (3,) float32>");
  }

  @Test
  void listsMapsArraysAndRecordsEscape() {
    Map<String, Object> escaped =
        Memory.tidy(
            () ->
                Map.of(
                    "list",
                    List.of(some(), some()),
                    "array",
                    new Object[] {some(), "text", 7},
                    "record",
                    new Pair(some(), List.of(some()), 7, "seven"),
                    "tensor",
                    some()));
    assertThat((List<?>) escaped.get("list")).noneMatch(t -> ((Tensor) t).isReleased());
    assertThat(((Tensor) ((Object[]) escaped.get("array"))[0]).isReleased()).isFalse();
    Pair pair = (Pair) escaped.get("record");
    assertThat(pair.first().isReleased()).isFalse();
    assertThat(pair.rest().getFirst().isReleased()).isFalse();
    assertThat(((Tensor) escaped.get("tensor")).isReleased()).isFalse();
    assertThat(Memory.<Object>tidy(() -> null)).isNull();
  }

  @Test
  void anEscapeReachesTheScopeAroundAndNoFurther() {
    Tensor[] inner = new Tensor[1];
    Memory.tidy(
        () -> {
          inner[0] = Memory.tidy(TidyTest::some);
          assertThat(inner[0].isReleased()).isFalse();
          return null;
        });
    assertThat(inner[0].isReleased()).isTrue();
  }

  @Test
  void keptTensorsOutliveEveryScope() {
    Tensor[] kept = new Tensor[1];
    Memory.tidy(
        () -> {
          Memory.tidy(
              () -> {
                kept[0] = Memory.keep(some());
                return null;
              });
          return null;
        });
    assertThat(kept[0].sum().floatValue()).isEqualTo(6);
  }

  @Test
  void aScopeThatFailsGivesEverythingBack() {
    long before = live();
    Tensor[] hidden = new Tensor[1];
    assertThatThrownBy(
            () ->
                Memory.tidy(
                    () -> {
                      hidden[0] = some();
                      throw new IllegalArgumentException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(hidden[0].isReleased()).isTrue();
    assertThat(live()).isEqualTo(before);
    assertThat(Scope.current()).isNull();
  }

  @Test
  void viewsShareTheMemoryAndKeepIt() {
    Tensor view = Memory.tidy(() -> some().reshape(3, 1));
    assertThat(view.toFloatArray()).containsExactly(1, 2, 3);
    Tensor whole = some();
    Tensor part = whole.reshape(1, 3);
    whole.release("the test");
    assertThat(part.toFloatArray()).containsExactly(1, 2, 3);
  }

  @Test
  void whatIsTiedToATensorEscapesWithIt() {
    Object key = new Object();
    Tensor output =
        Memory.tidy(
            () -> {
              Tensor tensor = some();
              tensor.attach(key, some().mul(5));
              return tensor;
            });
    assertThat(((Tensor) output.attachment(key)).toFloatArray()).containsExactly(5, 10, 15);
  }

  @Test
  void variablesLiveOutsideScopes() {
    Variable[] made = new Variable[1];
    Memory.tidy(
        () -> {
          made[0] = new Variable(some(), "w", true);
          made[0].assignAdd(some());
          return null;
        });
    assertThat(made[0].toFloatArray()).containsExactly(2, 4, 6);
    Memory.tidy(
        () -> {
          made[0].assign(made[0].mul(10));
          return null;
        });
    assertThat(made[0].toFloatArray()).containsExactly(20, 40, 60);
  }

  @Test
  void gradientsEscapeTheScopeTheyWereMadeIn() {
    Variable w = new Variable(some(), "w", true);
    List<Tensor> gradients =
        Memory.tidy(
            () -> {
              try (var tape = new GradientTape()) {
                Tensor loss = Memory.tidy(() -> w.square().mul(w).sum());
                return tape.gradient(loss, List.of(w));
              }
            });
    assertThat(gradients.getFirst().toFloatArray()).containsExactly(3, 12, 27);
  }

  @Test
  void scopesOfTwoThreadsDoNotMeet() throws InterruptedException {
    long before = live();
    Thread[] threads = new Thread[4];
    boolean[] right = new boolean[threads.length];
    for (int t = 0; t < threads.length; t++) {
      int number = t;
      threads[t] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    float sum = 0;
                    for (int i = 0; i < 500; i++) {
                      sum += Memory.tidy(() -> some().mul(number).sum().floatValue());
                    }
                    right[number] = sum == 500 * 6 * number;
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(right).containsOnly(true);
    assertThat(live()).isEqualTo(before);
  }
}
