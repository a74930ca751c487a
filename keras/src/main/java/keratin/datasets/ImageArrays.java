package keratin.datasets;

import keratin.formats.ArrayData;

/** Images and labels as they were read, not yet tensors. */
record ImageArrays(ArrayData xTrain, ArrayData yTrain, ArrayData xTest, ArrayData yTest) {}
