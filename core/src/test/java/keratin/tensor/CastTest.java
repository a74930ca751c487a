package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Between every two number types, as TensorFlow converts; see tools/golden/cast.py. */
@Tag("A3")
class CastTest {
  static Stream<Arguments> cases() {
    return Golden.cases(CastTest.class, "/keratin/golden/cast.json").stream()
        .map(c -> Arguments.of(c.get("id").asString(), c));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void convertsAsTensorFlow(String id, JsonNode node) {
    DType to = DType.of(node.get("to").asString());
    Tensor from = Golden.tensor(node.get("from"));
    Tensor actual = from.cast(to);
    assertThat(actual.dtype()).isEqualTo(to);
    Set<Integer> open = new HashSet<>();
    if (node.has("open")) {
      node.get("open").valueStream().forEach(i -> open.add(i.asInt()));
    }
    List<JsonNode> expected = node.get("expected").valueStream().toList();
    assertThat(actual.size()).isEqualTo(expected.size());
    long[] whole = to.isInteger() ? actual.toLongArray() : new long[0];
    double[] real = actual.toDoubleArray();
    for (int i = 0; i < expected.size(); i++) {
      if (open.contains(i)) {
        continue;
      }
      if (to.isInteger()) {
        assertThat(whole[i]).as("element %d of %s", i, from).isEqualTo(expected.get(i).asLong());
      } else {
        // float32 is recorded in the digits that tell it from its neighbours.
        double number = Golden.number(expected.get(i));
        Double e = to == DType.FLOAT32 ? (float) number : number;
        assertThat(Double.valueOf(real[i])).as("element %d of %s", i, from).isEqualTo(e);
      }
    }
  }
}
