import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Data as a stream of elements: slices of tensors, changed, shuffled, batched, repeated. */
void main() {
  setRandomSeed(2);

  // Images are bytes, labels numbers, here with an axis of their own as CIFAR's are.
  var digits = Datasets.digits(200, 50, 3);
  IO.println(digits.xTrain().shape() + " " + digits.yTrain().shape());
  IO.println(digits.xTest().shape() + " " + digits.yTest().shape());
  IO.println(min(digits.xTrain()) + " " + max(digits.xTrain()));
  IO.println(oneHot(Tensor.of(new int[] {5, 0, 4, 1}), 10).get(":2"));
  var x = randint(Shape.of(100, 32, 32, 3), 0, 256).cast(DType.UINT8);
  var y = randint(Shape.of(100, 1), 0, 10);

  // fromTensorSlices: an element for each image; with labels, a pair.
  var db = Dataset.fromTensorSlices(x);
  IO.println(db.iterator().next().x().shape());
  db = Dataset.fromTensorSlices(x, y);
  var pair = db.iterator().next();
  IO.println(pair.get(0).shape() + " " + pair.get(1).shape());

  // shuffle, and map with what prepares an element.
  var db2 = db.shuffle(100).map(this::preprocess);
  var element = db2.iterator().next();
  IO.println(element.x().shape() + " " + element.y().shape());
  IO.println("in [0, 1]: " + all(element.x().lessEqual(1)).booleanValue());
  IO.println(sum(element.y()));

  // batch: the last one has what is left.
  var db3 = db2.batch(32);
  var batch = db3.iterator().next();
  IO.println(batch.x().shape() + " " + batch.y().shape());
  var iterator = db3.iterator();
  int last = 0;
  while (iterator.hasNext()) {
    last = iterator.next().x().shape().dim(0);
  }
  IO.println("the last of " + db3.cardinality() + " has " + last);
  try {
    iterator.next();
  } catch (NoSuchElementException e) {
    IO.println("that was all");
  }

  // repeat: twice; or without end, so that one takes what one needs.
  IO.println(db3.repeat(2).cardinality());
  int seen = 0;
  for (var each : db3.repeat().take(10)) {
    seen += each.size() / 2;
  }
  IO.println(seen);

  // zip: two streams as one.
  IO.println(Dataset.zip(Dataset.range(3), Dataset.range(10, 13)).iterator().next());

  // The whole way of the notes.
  var train =
      Dataset.fromTensorSlices(digits.xTrain(), oneHot(digits.yTrain().cast(DType.INT32), 10))
          .map((image, label) -> Element.of(image.cast(DType.FLOAT32).div(255), label))
          .shuffle(200)
          .batch(100);
  for (var each : train) {
    IO.println(each.x().shape() + " " + each.y().shape());
  }
}

Element preprocess(Tensor image, Tensor label) {
  return Element.of(image.cast(DType.FLOAT32).div(255), oneHot(label, 10));
}
