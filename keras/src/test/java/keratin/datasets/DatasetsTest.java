package keratin.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import keratin.formats.ArrayData;
import keratin.formats.ElementValues;
import keratin.formats.numpy.Npz;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @Test
  void digitsAreUnsignedBytesAsInKeras() {
    var digits = Datasets.digits(30, 10, 1);
    assertThat(digits.xTrain().dtype()).isEqualTo(DType.UINT8);
    assertThat(digits.xTrain().shape()).isEqualTo(Shape.of(30, 28, 28));
    assertThat(digits.yTrain().dtype()).isEqualTo(DType.UINT8);
    assertThat(digits.yTest().shape()).isEqualTo(Shape.of(10));
    assertThat(digits.xTrain().toByteArray())
        .isEqualTo(ElementValues.bytes(Digits.draw(30, 10, 1).xTrain()));
  }

  @Test
  void pathsAreReadAsTheyAre(@TempDir Path folder) throws Exception {
    var arrays = new LinkedHashMap<String, ArrayData>();
    arrays.put("x_train", ElementValues.of(new byte[] {0, 1, 2, -1}, 1, 2, 2));
    arrays.put("y_train", ElementValues.of(new byte[] {3}, 1));
    arrays.put("x_test", ElementValues.of(new byte[] {9, 8, 7, 6}, 1, 2, 2));
    arrays.put("y_test", ElementValues.of(new byte[] {4}, 1));
    Npz.write(folder.resolve("mnist.npz"), arrays);
    var mnist = Datasets.mnist(folder);
    assertThat(mnist.xTrain().toByteArray()).containsExactly(0, 1, 2, -1);
    assertThat(mnist.yTest().toByteArray()).containsExactly(4);
    assertThatThrownBy(() -> Datasets.fashionMnist(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has no train-images-idx3-ubyte.gz");
  }
}
