package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python 3.11 gives for the same text and values. */
class PythonFormatTest {
  private static final Map<String, Number> VALUES =
      Map.of("epoch", 7, "loss", 0.125, "big", 1234567.0, "tiny", 0.0000123, "down", -2.5);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{epoch};7",
        "m_{epoch:02d}_{loss:.2f}.weights.h5;m_07_0.12.weights.h5",
        "{epoch:03d}|{epoch:5d}|{epoch:<4d}|{epoch:^5};007|    7|7   |  7  ",
        "{loss};0.125",
        "{loss:.4e} {tiny:.2e} {tiny:g} {big:g} {big:.3g};1.2500e-01 1.23e-05 1.23e-05 1.23457e+06"
            + " 1.23e+06",
        "{loss:.3} {loss:g} {loss:6.1f}|{loss:%};0.125 0.125    0.1|12.500000%",
        "{down:07.2f} {down:+.1f} {epoch:+d} {down:*>6};-002.50 -2.5 +7 **-2.5",
        "{{{epoch}}};{7}",
        "no places;no places",
        "{epoch:.1f};7.0",
      })
  void asPython(String text, String expected) {
    assertThat(PythonFormat.format(text, VALUES)).isEqualTo(expected);
  }

  @Test
  void whatIsNotThere() {
    assertThatThrownBy(() -> PythonFormat.format("{acc:.2f}.keras", Map.of("epoch", 1)))
        .hasMessage("\"{acc:.2f}.keras\" names {acc:.2f}, but there are only [epoch].");
    assertThatThrownBy(() -> PythonFormat.format("{loss:02d}", VALUES))
        .hasMessage("\"{loss:02d}\": {loss:02d} does not fit the value 0.125.");
  }
}
