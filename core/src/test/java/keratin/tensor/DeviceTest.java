package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.autograd.GradientTape;
import keratin.testing.SecondDevice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a second device that the tests provide. */
@Tag("A18")
class DeviceTest {
  private final Tensor here = Tensor.of(new float[] {1, 2, 3});
  private final Tensor there = here.to("gpu:7");

  @Test
  void devicesAreListed() {
    assertThat(Engine.devices()).containsExactlyInAnyOrder(Device.CPU, SecondDevice.NAME);
    assertThat(here.device()).hasToString("cpu:0");
    assertThat(there.device()).hasToString("gpu:7");
  }

  @Test
  void copiesKeepTheNumbers() {
    assertThat(there.toFloatArray()).containsExactly(1, 2, 3);
    assertThat(there.to("cpu").toFloatArray()).containsExactly(1, 2, 3);
    assertThat(here.to("cpu")).isSameAs(here);
    assertThat(there).hasToString("tf.Tensor([1. 2. 3.], shape=(3,), dtype=float32)");
    Tensor long2 = Tensor.full(DType.INT32, 4, 1001).to("gpu:7");
    assertThat(long2).hasToString("tf.Tensor([4 4 4 ... 4 4 4], shape=(1001,), dtype=int32)");
  }

  @Test
  void operandsOnTwoDevicesAreAnErrorThatNamesBoth() {
    assertThatThrownBy(() -> here.add(there))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            """
            add: operands on different devices:
                (3,) float32 on cpu:0
                (3,) float32 on gpu:7
              Copy one to the other's device: x.to("cpu:0")\
            """);
  }

  @Test
  void numbersFollowTheirTensor() {
    assertThat(there.mul(2).add(1).device()).isEqualTo(SecondDevice.NAME);
    assertThat(there.zerosLike().device()).isEqualTo(SecondDevice.NAME);
    assertThat(there.greater(1).device()).isEqualTo(SecondDevice.NAME);
    try (var tape = GradientTape.persistent()) {
      tape.watch(there);
      Tensor y = there.mul(3).square();
      assertThat(tape.gradient(y, there).device()).isEqualTo(SecondDevice.NAME);
      assertThat(tape.jacobian(y, there).device()).isEqualTo(SecondDevice.NAME);
    }
  }

  @Test
  void gradientsCrossDevices() {
    try (var outer = new GradientTape();
        var inner = new GradientTape()) {
      outer.watch(here);
      inner.watch(here);
      Tensor y = here.mul(2).to("gpu:7").square().to("cpu").mul(here);
      Tensor slope = inner.gradient(y, here);
      assertThat(slope.device()).isEqualTo(Device.CPU);
      assertThat(slope.toFloatArray()).containsExactly(12, 48, 108); // 12x²
      assertThat(outer.gradient(slope, here).toFloatArray()).containsExactly(24, 48, 72);
    }
    assertThat(Tensor.of(new String[] {"a"}).to("gpu:7").toStringArray()).containsExactly("a");
  }

  @Test
  void newTensorsAreMadeWhereTheProgramSays() {
    Tensor[] made = new Tensor[2];
    Engine.onDevice(
        SecondDevice.NAME,
        () -> {
          made[0] = Tensor.of(1f);
          made[1] = Tensor.full(DType.FLOAT32, 2, 3);
        });
    assertThat(made[0].device()).isEqualTo(SecondDevice.NAME);
    assertThat(made[1].device()).isEqualTo(SecondDevice.NAME);
    assertThat(Tensor.of(1f).device()).isEqualTo(Device.CPU);
  }

  @Test
  void anAbsentDeviceSaysWhatIsMissing() {
    assertThatThrownBy(() -> here.to("gpu"))
        .isInstanceOf(DeviceException.class)
        .hasMessageMatching(
            "There is no device gpu:0 here; available: \\[(cpu:0, gpu:7|gpu:7, cpu:0)]\\.\n"
                + "  A GPU needs the module keratin\\.cuda on the path and NVIDIA's driver\\.");
    assertThatThrownBy(() -> Device.of("tpu"))
        .hasMessage("\"tpu\" is not a device. Write \"cpu\", \"gpu\" or \"gpu:1\".");
    assertThat(Device.of("gpu:3")).isEqualTo(new Device("gpu", 3));
  }
}
