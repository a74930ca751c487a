import static keratin.ops.Ops.*;

import module keratin;

/** Joining tensors and taking them apart: scores of classes, students, subjects. */
void main() {
  // concat joins along an axis that is there.
  IO.println(concat(0, ones(4, 35, 8), ones(2, 35, 8)).shape());
  IO.println(concat(1, ones(4, 32, 8), ones(4, 3, 8)).shape());
  var a = ones(4, 35, 8);
  var b = ones(4, 35, 8);
  IO.println(concat(-1, a, b).shape());

  // stack makes a new axis.
  IO.println(stack(0, a, b).shape());
  IO.println(stack(3, a, b).shape());
  try {
    stack(0, a, ones(3, 33, 8));
  } catch (TensorException e) {
    IO.println("stack wants equal shapes");
  }

  // unstack takes an axis away.
  var c = stack(0, a, b);
  IO.println(c.shape());
  var schools = unstack(c, 0);
  IO.println(schools.get(0).shape() + " " + schools.get(1).shape());
  var subjects = unstack(c, 3);
  IO.println(subjects.size() + " " + subjects.get(0).shape() + " " + subjects.get(7).shape());

  // split keeps it, in equal parts or in given ones.
  var halves = split(c, 2, 3);
  IO.println(halves.size() + " " + halves.get(0).shape() + " " + halves.get(1).shape());
  var parts = split(c, new int[] {2, 2, 4}, 3);
  IO.println(parts.get(0).shape() + " " + parts.get(2).shape());
}
