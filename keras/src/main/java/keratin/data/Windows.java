package keratin.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Windows that move over the elements of a dataset. */
final class Windows {
  private Windows() {}

  static Parts<Dataset> of(Dataset input, int size, int shift, int stride, boolean dropRemainder) {
    if (size < 1 || shift < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "window: size, shift and stride must be at least 1, but %d, %d and %d came."
              .formatted(size, shift, stride));
    }
    int span = (size - 1) * stride + 1;
    long all = input.cardinality();
    long starts = dropRemainder ? all - span + 1 : all;
    long count = all < 0 ? all : Math.max(0, (starts + shift - 1) / shift);
    return new Parts<>(
        count,
        () -> {
          Iterator<Element> upstream = input.iterator();
          Deque<Element> buffer = new ArrayDeque<>();
          return new Source<>() {
            private int toSkip;

            @Override
            boolean advance() {
              skip();
              while (buffer.size() < span && upstream.hasNext()) {
                buffer.add(upstream.next());
              }
              if (buffer.isEmpty() || dropRemainder && buffer.size() < span) {
                return false;
              }
              List<Element> window = new ArrayList<>();
              int place = 0;
              for (Element element : buffer) {
                if (place++ % stride == 0) {
                  window.add(element.share());
                }
              }
              toSkip = shift;
              return give(Dataset.fromElements(window));
            }

            private void skip() {
              for (; toSkip > 0 && !buffer.isEmpty(); toSkip--) {
                buffer.removeFirst().release("Dataset.window, which had moved on");
              }
              for (; toSkip > 0 && upstream.hasNext(); toSkip--) {
                upstream.next().release("Dataset.window, which had moved on");
              }
            }
          };
        });
  }
}
