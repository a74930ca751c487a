package keratin.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import keratin.tensor.AdamUpdate;
import keratin.tensor.Affine;
import keratin.tensor.ArgReduce;
import keratin.tensor.Binary;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.Concat;
import keratin.tensor.CrossEntropy;
import keratin.tensor.CrossEntropyGrad;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.Gather;
import keratin.tensor.Ints;
import keratin.tensor.Logical;
import keratin.tensor.MatMul;
import keratin.tensor.Op;
import keratin.tensor.Pad;
import keratin.tensor.Reduce;
import keratin.tensor.ReshapeOp;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Select;
import keratin.tensor.SgdUpdate;
import keratin.tensor.Shape;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.Slice;
import keratin.tensor.SliceScatter;
import keratin.tensor.SoftmaxGrad;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.SparseCrossEntropyGrad;
import keratin.tensor.Tensor;
import keratin.tensor.Transpose;
import keratin.tensor.Unary;

/** Draws op calls: mostly right ones of awkward shapes and values, some wrong ones. */
final class FuzzCalls {
  /** An op and its inputs, on the host. */
  record Call(Op op, List<Tensor> in) {
    @Override
    public String toString() {
      return op.label() + " " + op + " of " + in.stream().map(Tensor::spec).toList();
    }
  }

  private static final int KINDS = 30;
  // Their slope is at most one, so that an error before them is no larger after them.
  private static final Unary[] GENTLE = {
    Unary.RELU, Unary.SIGMOID, Unary.TANH, Unary.SOFTPLUS, Unary.ABS, Unary.SIN, Unary.ATAN
  };

  private final SplittableRandom random;
  private final FuzzTensors tensors;

  FuzzCalls(long seed) {
    random = new SplittableRandom(seed);
    tensors = new FuzzTensors(random);
  }

  Call next() {
    Call call = call(random.nextInt(KINDS));
    if (call.in().isEmpty() || !tensors.chance(0.06)) {
      return call;
    }
    List<Tensor> wrong = new ArrayList<>(call.in());
    Tensor stranger = tensors.any(tensors.dtype(), tensors.shape(), true);
    wrong.set(random.nextInt(wrong.size()), stranger);
    return new Call(call.op(), wrong);
  }

  private Call call(int kind) {
    Shape shape = tensors.shape();
    DType type = tensors.dtype();
    DType real = tensors.real();
    return switch (kind) {
      case 0, 1 -> of(pick(Unary.values()), tensors.any(type, shape, false));
      case 2, 3 -> pair(pick(Binary.values()), type, shape);
      case 4 -> pair(pick(Compare.values()), type, shape);
      case 5 -> pair(pick(Logical.values()), DType.BOOL, shape);
      case 6 ->
          of(
              new Select(),
              tensors.any(DType.BOOL, tensors.partner(shape), false),
              tensors.any(type, shape, false),
              tensors.any(type, tensors.partner(shape), false));
      case 7 -> of(new Cast(pick(DType.values())), tensors.any(type, shape, false));
      case 8, 9 -> reduce(type, shape);
      case 10 -> of(new ArgReduce(flip(), axis(shape)), tensors.any(type, shape, false));
      case 11 -> cumulate(type, shape);
      case 12, 13 -> matMul(type);
      case 14 -> concat(type, shape);
      case 15 -> slice(type, shape);
      case 16 -> pad(type, shape);
      case 17 -> gather(type, shape);
      case 18 -> scatterAdd(type, shape);
      case 19 -> of(new Transpose(permutation(shape)), tensors.any(type, shape, false));
      case 20 -> {
        Shape to = tensors.chance(0.1) ? tensors.shape() : shape;
        to = to.rank() > 0 && tensors.chance(0.05) ? to.with(0, Shape.UNKNOWN) : to;
        yield of(new BroadcastTo(to), tensors.any(type, tensors.partner(shape), false));
      }
      case 21 -> of(new ReshapeOp(lengths(shape)), tensors.any(type, shape, false));
      case 22 -> of(new SoftmaxOp(flip()), tensors.tame(real, shape));
      case 23 ->
          of(
              new SoftmaxGrad(flip()),
              tensors.within(real, shape, -4, 0),
              tensors.tame(real, shape));
      case 24 -> crossEntropy(real, shape);
      case 25, 26 -> sparse(real, shape);
      case 27 -> affine(real);
      case 28 ->
          of(new SigmoidCrossEntropy(), tensors.tame(real, shape), tensors.tame(real, shape));
      default -> update(real, shape);
    };
  }

  private static Call of(Op op, Tensor... in) {
    return new Call(op, List.of(in));
  }

  private Call pair(Op op, DType type, Shape shape) {
    // Their inner squares overflow in float32 only.
    boolean tame = op == Binary.TANH_GRAD || op == Binary.SIGMOID_GRAD;
    Tensor a = tensors.any(type, shape, tame);
    Tensor b = tensors.any(type, tensors.partner(shape), tame);
    return flip() ? of(op, a, b) : of(op, b, a);
  }

  private Call reduce(DType type, Shape shape) {
    Reduce.Kind kind = pick(Reduce.Kind.values());
    boolean logical = kind == Reduce.Kind.ANY || kind == Reduce.Kind.ALL;
    DType suited = logical && tensors.chance(0.9) ? DType.BOOL : type;
    Reduce op = new Reduce(kind, random.nextInt(1 << Math.max(1, shape.rank())), flip());
    return of(
        op,
        kind == Reduce.Kind.PROD
            ? tensors.nearOne(suited, shape)
            : tensors.any(suited, shape, true));
  }

  private Call cumulate(DType type, Shape shape) {
    Cumulate.Kind kind = pick(Cumulate.Kind.values());
    Tensor x =
        kind == Cumulate.Kind.PROD ? tensors.nearOne(type, shape) : tensors.any(type, shape, true);
    return of(new Cumulate(kind, axis(shape), flip(), flip()), x);
  }

  private Call matMul(DType type) {
    int m = tensors.length();
    int n = tensors.length();
    int k = tensors.length();
    MatMul op = new MatMul(flip(), flip());
    Shape batch = tensors.chance(0.6) ? Shape.SCALAR : Shape.of(2, 3);
    Shape a = tensors.partner(batch).append(op.transposeA() ? k : m, op.transposeA() ? m : k);
    Shape b = tensors.partner(batch).append(op.transposeB() ? n : k, op.transposeB() ? k : n);
    return of(op, tensors.any(type, a, true), tensors.any(type, b, true));
  }

  private Call concat(DType type, Shape shape) {
    int axis = axis(shape);
    Tensor[] in = new Tensor[random.nextInt(1, 5)];
    for (int i = 0; i < in.length; i++) {
      boolean inside = axis >= 0 && axis < shape.rank();
      Shape part = inside ? shape.with(axis, random.nextInt(4)) : shape;
      in[i] = tensors.any(type, part, false);
    }
    return of(new Concat(axis), in);
  }

  private Call slice(DType type, Shape shape) {
    int rank = tensors.chance(0.03) ? shape.rank() + 1 : shape.rank();
    int[] begin = new int[rank];
    int[] size = new int[rank];
    int[] stride = new int[rank];
    for (int i = 0; i < rank; i++) {
      int dim = i < shape.rank() ? shape.dim(i) : 1;
      stride[i] = tensors.chance(0.6) ? 1 : random.nextInt(-3, 4);
      begin[i] = dim == 0 ? 0 : random.nextInt(dim);
      int most = stride[i] < 0 ? begin[i] + 1 : dim - begin[i];
      size[i] = most == 0 ? 0 : random.nextInt(most / Math.max(1, Math.abs(stride[i])) + 1);
      if (tensors.chance(0.01)) {
        begin[i] = tensors.oddNumber();
      }
      if (tensors.chance(0.01)) {
        size[i] = Math.min(tensors.oddNumber(), 9);
      }
    }
    if (tensors.chance(0.4)) {
      SliceScatter op = new SliceScatter(Ints.of(begin), Ints.of(stride), shape);
      boolean known = Arrays.stream(size).allMatch(n -> n >= 0);
      return of(op, tensors.any(type, known ? Shape.of(size) : shape, false));
    }
    return of(
        new Slice(Ints.of(begin), Ints.of(size), Ints.of(stride)), tensors.any(type, shape, false));
  }

  private Call pad(DType type, Shape shape) {
    int rank = tensors.chance(0.03) ? shape.rank() + 1 : shape.rank();
    int[] before = random.ints(rank, 0, 3).toArray();
    int[] after = random.ints(rank, 0, 3).toArray();
    if (rank > 0 && tensors.chance(0.05)) {
      before[0] = flip() ? -1 : Integer.MAX_VALUE;
      after[0] = flip() ? -1 : Integer.MAX_VALUE;
    }
    double value = pick(new Double[] {0.0, 1.0, -0.0, Double.NaN, 300.0});
    return of(new Pad(Ints.of(before), Ints.of(after), value), tensors.any(type, shape, false));
  }

  private Call gather(DType type, Shape shape) {
    int axis = axis(shape);
    int length = axis >= 0 && axis < shape.rank() ? shape.dim(axis) : 3;
    return of(
        new Gather(axis),
        tensors.any(type, shape, false),
        tensors.indices(tensors.little(), -length, length));
  }

  private Call scatterAdd(DType type, Shape shape) {
    int axis = axis(shape);
    Shape some = axis >= 0 && axis < shape.rank() ? shape.slice(axis, axis + 1) : Shape.of(3);
    int length = tensors.chance(0.03) ? -random.nextInt(3) : random.nextInt(1, 9);
    return of(
        new ScatterAdd(axis, length),
        tensors.any(type, shape, true),
        tensors.indices(some, -length, length));
  }

  private Call crossEntropy(DType real, Shape shape) {
    Tensor logits = tensors.tame(real, shape);
    Tensor labels = tensors.within(real, shape, 0, 1);
    if (flip()) {
      return of(new CrossEntropy(), logits, labels);
    }
    return of(new CrossEntropyGrad(), logits, labels, tensors.tame(real, rows(shape)));
  }

  private Call sparse(DType real, Shape shape) {
    int classes = shape.rank() == 0 ? 3 : shape.dim(-1);
    Tensor logits = tensors.tame(real, shape);
    Tensor labels = tensors.indices(rows(shape), 0, classes);
    if (flip()) {
      return of(new SparseCrossEntropy(), logits, labels);
    }
    return of(new SparseCrossEntropyGrad(), logits, labels, tensors.tame(real, rows(shape)));
  }

  private static Shape rows(Shape shape) {
    return shape.rank() == 0 ? shape : shape.slice(0, shape.rank() - 1);
  }

  private Call affine(DType real) {
    int k = tensors.length();
    int n = tensors.length();
    Shape x = tensors.chance(0.2) ? Shape.of(k) : tensors.little().append(k);
    return of(
        new Affine(tensors.chance(0.3) ? null : pick(GENTLE)),
        tensors.tame(real, x),
        tensors.tame(real, Shape.of(k, n)),
        tensors.tame(real, Shape.of(n)));
  }

  private Call update(DType real, Shape shape) {
    Tensor w = tensors.tame(real, shape);
    Tensor g = tensors.within(real, shape, -1, 1);
    Tensor m = tensors.within(real, shape, -1, 1);
    // Above the mean's square, whose distance is taken under a root.
    Tensor v = tensors.within(real, shape, 4, 6);
    double momentum = flip() ? 0.9 : 0;
    switch (random.nextInt(3)) {
      case 0 -> {
        SgdUpdate sgd = new SgdUpdate(0.1, momentum, flip());
        return momentum == 0 ? of(sgd, w, g) : of(sgd, w, g, m);
      }
      case 1 -> {
        boolean amsgrad = flip();
        AdamUpdate adam = new AdamUpdate(0.01, 0.9, 0.999, 1e-7, random.nextInt(1, 99), amsgrad);
        return amsgrad ? of(adam, w, g, m, v, v) : of(adam, w, g, m, v);
      }
      default -> {
        boolean centered = flip();
        List<Tensor> in = new ArrayList<>(List.of(w, g, v));
        if (momentum != 0) {
          in.add(m);
        }
        if (centered) {
          in.add(m);
        }
        return new Call(new RmspropUpdate(0.01, 0.9, momentum, 1e-7, centered), in);
      }
    }
  }

  private Ints permutation(Shape shape) {
    int[] order = Ints.range(shape.rank()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    if (order.length > 0 && tensors.chance(0.05)) {
      order[0] = random.nextInt(-2, 6);
    }
    return Ints.of(order);
  }

  private Ints lengths(Shape shape) {
    if (tensors.chance(0.1)) {
      return Ints.of(tensors.oddNumber(), tensors.oddNumber(), tensors.oddNumber());
    }
    return switch (random.nextInt(3)) {
      case 0 -> Ints.of(-1);
      case 1 -> Ints.of(1, (int) shape.size(), 1);
      default -> Ints.of(shape.append(-1).dims());
    };
  }

  private int axis(Shape shape) {
    return tensors.chance(0.05) || shape.rank() == 0
        ? random.nextInt(-6, 7)
        : random.nextInt(shape.rank());
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
