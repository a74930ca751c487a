package keratin.datasets;

import java.util.List;
import keratin.tensor.Tensor;

/**
 * Texts as sequences of word numbers with their labels, for training and for the test, as Keras'
 * {@code load_data} gives them. {@link keratin.utils.Sequences#padSequences} makes tensors of them.
 *
 * @param xTrain word numbers of each text
 * @param yTrain labels, int64 {@code (n,)}
 * @param xTest texts kept for the test
 * @param yTest their labels
 */
public record SequenceData(List<int[]> xTrain, Tensor yTrain, List<int[]> xTest, Tensor yTest) {}
