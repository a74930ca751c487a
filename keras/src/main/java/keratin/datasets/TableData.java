package keratin.datasets;

import keratin.tensor.Tensor;

/**
 * Rows of measurements with a number to predict for each, as Keras' {@code load_data} gives them.
 *
 * @param xTrain float32 or float64 {@code (n, features)}
 * @param yTrain {@code (n,)}
 * @param xTest rows kept for the test
 * @param yTest their numbers
 */
public record TableData(Tensor xTrain, Tensor yTrain, Tensor xTest, Tensor yTest) {}
