package keratin.tensor;

import java.util.Arrays;

/** What the optimizers' update ops have in common: a variable, its gradient, and slots. */
final class Update {
  private Update() {}

  /** All inputs are alike; every one but the gradient comes out anew. */
  static Spec[] infer(String op, Spec[] in, String names) {
    String[] name = names.split(", ");
    Expect.count(op, in, name.length, names);
    Expect.floating(op, name[0], in[0]);
    for (int i = 1; i < in.length; i++) {
      Expect.sameType(op, name[0], in[0], name[i], in[i]);
      Expect.sameShape(op, name[0], in[0].shape(), name[i], in[i].shape());
    }
    Spec[] out = new Spec[in.length - 1];
    Arrays.fill(out, in[0]);
    return out;
  }
}
