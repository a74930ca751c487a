package keratin.tensor;

/**
 * The closed set of ops that every {@link Backend} must have. A backend switches over this
 * hierarchy without a default, so javac tells what a new op needs.
 */
public sealed interface Primitive extends Op
    permits Unary,
        Binary,
        Compare,
        Logical,
        Select,
        Cast,
        Fill,
        ReshapeOp,
        Transpose,
        BroadcastTo,
        Reduce,
        ArgReduce,
        Cumulate,
        MatMul,
        MatrixOp,
        Fourier,
        Concat,
        Slice,
        SliceScatter,
        Pad,
        Gather,
        ScatterAdd,
        StopGradient,
        RandomDraw {}
