package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonNumberTest {
  @Test
  void tiesGoToTheEvenDigit() {
    assertThat(PythonNumber.fixed(0.5, 0)).isEqualTo("0");
    assertThat(PythonNumber.fixed(1.5, 0)).isEqualTo("2");
    assertThat(PythonNumber.fixed(2.5, 0)).isEqualTo("2");
    assertThat(PythonNumber.fixed(0.125, 2)).isEqualTo("0.12");
  }

  @Test
  void theExactValueIsRounded() {
    // 1.00005 is a little more than its decimal text, 0.00015 a little less.
    assertThat(PythonNumber.fixed(1.00005, 4)).isEqualTo("1.0001");
    assertThat(PythonNumber.fixed(0.00015, 4)).isEqualTo("0.0001");
    assertThat(PythonNumber.fixed(1e22, 1)).isEqualTo("10000000000000000000000.0");
  }

  @Test
  void scientificHasTwoDigitsOfExponentOrMore() {
    assertThat(PythonNumber.scientific(8.33333333e-7, 4)).isEqualTo("8.3333e-07");
    assertThat(PythonNumber.scientific(9.99999e-5, 4)).isEqualTo("1.0000e-04");
    assertThat(PythonNumber.scientific(-3e120, 2)).isEqualTo("-3.00e+120");
    assertThat(PythonNumber.scientific(0, 4)).isEqualTo("0.0000e+00");
    assertThat(PythonNumber.scientific(-0.0, 4)).isEqualTo("-0.0000e+00");
  }

  @Test
  void specialValuesAreWords() {
    assertThat(PythonNumber.fixed(Double.NaN, 4)).isEqualTo("nan");
    assertThat(PythonNumber.scientific(Double.NEGATIVE_INFINITY, 4)).isEqualTo("-inf");
    assertThat(PythonNumber.fixed(Double.POSITIVE_INFINITY, 0)).isEqualTo("inf");
  }

  @Test
  void reprHasTheFewestDigits() {
    assertThat(PythonNumber.repr(0.1)).isEqualTo("0.1");
    assertThat(PythonNumber.repr((double) 0.1f)).isEqualTo("0.10000000149011612");
    assertThat(PythonNumber.repr(-3)).isEqualTo("-3.0");
    assertThat(PythonNumber.repr(-0.0)).isEqualTo("-0.0");
    assertThat(PythonNumber.repr(0.0001)).isEqualTo("0.0001");
    assertThat(PythonNumber.repr(0.00001)).isEqualTo("1e-05");
    assertThat(PythonNumber.repr(1.5e-7)).isEqualTo("1.5e-07");
    assertThat(PythonNumber.repr(123456789012345680.0)).isEqualTo("1.2345678901234568e+17");
    assertThat(PythonNumber.repr(1e15)).isEqualTo("1000000000000000.0");
    assertThat(PythonNumber.repr(Double.NaN)).isEqualTo("nan");
  }
}
