package keratin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import keratin.testing.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NamesTest {
  @Test
  void everyClassOfKerasIsNamedAsThere() {
    JsonNode table = Golden.read(NamesTest.class, "/keratin/golden/names.json").get("snake_case");
    assertThat(table.propertyStream().count()).isGreaterThan(100);
    for (Map.Entry<String, JsonNode> row : table.properties()) {
      assertThat(Names.snakeCase(row.getKey()))
          .as(row.getKey())
          .isEqualTo(row.getValue().asString());
    }
  }

  @Test
  void lettersOfAllAlphabetsStay() {
    assertThat(Names.snakeCase("ÜberLayer-2")).isEqualTo("über_layer2");
  }

  @Test
  void namesCountFromTheSecondOn() {
    String unique = "NamesTest" + System.nanoTime();
    String plain = Names.snakeCase(unique);
    assertThat(Names.automatic(unique)).isEqualTo(plain);
    assertThat(Names.automatic(unique)).isEqualTo(plain + "_1");
    assertThat(Names.automatic(unique)).isEqualTo(plain + "_2");
  }
}
