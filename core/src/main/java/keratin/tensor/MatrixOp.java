package keratin.tensor;

/**
 * Factorisations and solutions of linear equations, for one matrix in the last two axes; the axes
 * before them are a batch.
 *
 * <p>The numbers are computed in {@code double} whatever the dtype. Gradients are written in tensor
 * ops and have gradients themselves; where a factorisation has a choice of signs, the rule that
 * makes it unique stands with the op.
 *
 * @see <a href="https://arxiv.org/abs/1710.08717">Seeger et al., Auto-Differentiating Linear
 *     Algebra (2017)</a>
 */
public sealed interface MatrixOp extends Primitive
    permits Cholesky, TriangularSolve, LinearSolve, LogDeterminant, LuFactor, Qr, Svd, Eigh, Eig {}
