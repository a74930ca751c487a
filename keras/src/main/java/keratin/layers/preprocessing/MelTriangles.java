package keratin.layers.preprocessing;

/**
 * How much each frequency of a transform counts for each pitch: triangles over each other, whose
 * corners lie at equal distances on the mel scale, {@code 1127 · ln(1 + f / 700)}.
 *
 * <p>In float32 throughout, as Keras makes them: triangles of low pitches are narrow, so that the
 * rounding shows.
 */
final class MelTriangles {
  private MelTriangles() {}

  /**
   * The weights.
   *
   * @param rate samples per second
   * @param low where the first triangle begins, in hertz
   * @param high where the last one ends
   * @return {@code (frequencies, pitches)}, row by row; the first frequency counts for none
   */
  static float[] of(int pitches, int frequencies, int rate, double low, double high) {
    float[] corners = line(mel((float) low), mel((float) high), pitches + 2);
    float[] hertz = line(0, rate / 2f, frequencies);
    float[] weights = new float[frequencies * pitches];
    for (int i = 1; i < frequencies; i++) {
      float place = mel(hertz[i]);
      for (int j = 0; j < pitches; j++) {
        float up = (place - corners[j]) / (corners[j + 1] - corners[j]);
        float down = (corners[j + 2] - place) / (corners[j + 2] - corners[j + 1]);
        weights[i * pitches + j] = Math.max(0, Math.min(up, down));
      }
    }
    return weights;
  }

  private static float mel(float hertz) {
    return 1127f * (float) Math.log(1f + hertz / 700f);
  }

  /** Numbers at equal distances. */
  private static float[] line(float from, float to, int count) {
    float[] numbers = new float[count];
    float step = (to - from) / Math.max(1, count - 1);
    for (int i = 0; i < count; i++) {
      numbers[i] = from + step * i;
    }
    numbers[count - 1] = to;
    return numbers;
  }
}
