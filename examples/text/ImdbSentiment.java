import static keratin.ops.Ops.*;

import module keratin;

import keratin.losses.BinaryCrossentropy;

/**
 * The practical of the notes: whether a film review is good, by recurrent networks.
 *
 * <p>Arguments: the network (cells, simple, lstm, gru or bidirectional), recurrent layers (2),
 * epochs (4), reviews to train on (all), reviews to test on (all).
 */
void main(String[] arguments) {
  String net = arguments.length > 0 ? arguments[0] : "lstm";
  int layers = argument(arguments, 1, 2);
  int epochs = argument(arguments, 2, 4);

  // The 10,000 most frequent words; of every review the last 80.
  int words = 10_000;
  int length = 80;
  var reviews = Datasets.imdb(new WordOptions().numWords(words));
  int count = Math.min(argument(arguments, 3, Integer.MAX_VALUE), reviews.xTrain().size());
  int tested = Math.min(argument(arguments, 4, Integer.MAX_VALUE), reviews.xTest().size());
  var xTrain = Sequences.padSequences(reviews.xTrain().subList(0, count), length);
  var xTest = Sequences.padSequences(reviews.xTest().subList(0, tested), length);
  var yTrain = labels(reviews.yTrain(), count);
  var yTest = labels(reviews.yTest(), tested);
  IO.println("x_train: %s, a review: %s".formatted(xTrain.shape(), text(reviews.xTrain().get(0))));

  // [b, 80] => [b, 80, 100] => [b, 64] => [b, 1]
  Model model = net.equals("cells") ? new CellNet(words, layers) : layerNet(net, words, layers);
  model.compile(new Adam(1e-3), new BinaryCrossentropy(), "accuracy");
  model.fit(xTrain, yTrain, new Fit().batchSize(128).epochs(epochs).validationData(xTest, yTest));
  model.summary();
  var result = model.evaluate(xTest, yTest);
  IO.println(
      "Test accuracy of %s, %d layers: %.2f %%"
          .formatted(net, layers, 100 * result.get("accuracy")));
}

/** Layers that take whole sequences; all but the last give one, too. */
Model layerNet(String net, int words, int layers) {
  var model = new Sequential(new Input(80).dtype(DType.INT32), new Embedding(words, 100));
  for (int i = 1; i <= layers; i++) {
    model.add(recurrent(net, i < layers));
  }
  return model.add(new Dense(1).activation("sigmoid"));
}

Layer recurrent(String net, boolean sequences) {
  return switch (net) {
    case "simple" -> new SimpleRNN(64).dropout(0.5).returnSequences(sequences);
    case "lstm" -> new LSTM(64).dropout(0.5).returnSequences(sequences);
    case "gru" -> new GRU(64).dropout(0.5).returnSequences(sequences);
    case "bidirectional" -> new Bidirectional(new LSTM(32).dropout(0.5).returnSequences(sequences));
    default -> throw new IllegalArgumentException("no network " + net);
  };
}

/** Cells that are stepped by hand over the words. */
final class CellNet extends Model {
  private final Embedding embedding;
  private final List<SimpleRNNCell> cells = new ArrayList<>();
  private final Dense out = track(new Dense(1).activation("sigmoid"));

  CellNet(int words, int layers) {
    embedding = track(new Embedding(words, 100));
    for (int i = 0; i < layers; i++) {
      cells.add(track(new SimpleRNNCell(64).dropout(0.5)));
    }
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    var h = new ArrayList<List<Tensor>>();
    cells.forEach(cell -> h.add(cell.initialStates(x.shape().dim(0))));
    Tensor last = x;
    for (var word : unstack(embedding.of(x), 1)) {
      last = word;
      for (int i = 0; i < cells.size(); i++) {
        var step = cells.get(i).call(last, h.get(i), training);
        h.set(i, step.states());
        last = step.output();
      }
    }
    cells.forEach(SimpleRNNCell::resetDropoutMask);
    return out.of(last);
  }
}

Tensor labels(Tensor all, int count) {
  return cast(all.slice(0, 0, count), DType.FLOAT32).expandDims(1);
}

/** The first words of a review; numbers begin 3 above the ranks of words. */
String text(int[] review) {
  var names = new HashMap<Integer, String>();
  Datasets.imdbWordIndex().forEach((word, rank) -> names.put(rank + 3, word));
  return Arrays.stream(review)
      .limit(12)
      .mapToObj(i -> names.getOrDefault(i, "?"))
      .collect(Collectors.joining(" "));
}

int argument(String[] arguments, int place, int preset) {
  return arguments.length > place ? Integer.parseInt(arguments[place]) : preset;
}
