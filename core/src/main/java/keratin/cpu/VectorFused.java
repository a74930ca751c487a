package keratin.cpu;

import keratin.tensor.AdamUpdate;
import keratin.tensor.Affine;
import keratin.tensor.AveragePoolGrad;
import keratin.tensor.BatchNorm;
import keratin.tensor.BatchNormGrad;
import keratin.tensor.ConvAffine;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.CrossEntropy;
import keratin.tensor.CrossEntropyGrad;
import keratin.tensor.DType;
import keratin.tensor.Fused;
import keratin.tensor.LayerNorm;
import keratin.tensor.LayerNormGrad;
import keratin.tensor.MaxPoolGrad;
import keratin.tensor.MaxPoolPick;
import keratin.tensor.PoolOp;
import keratin.tensor.Recurrence;
import keratin.tensor.RecurrenceGrad;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.ScaleShift;
import keratin.tensor.SgdUpdate;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.SoftmaxGrad;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.SparseCrossEntropyGrad;
import keratin.tensor.Tensor;

/** Fused ops on float32. */
final class VectorFused {
  private VectorFused() {}

  static boolean has(Fused op, Tensor[] in) {
    if (in[0].dtype() != DType.FLOAT32) {
      return false;
    }
    return switch (op) {
      case Affine affine -> VectorAffine.has(affine.activation());
      case AdamUpdate adam -> !adam.amsgrad();
      case RmspropUpdate rmsprop -> rmsprop.momentum() == 0 && !rmsprop.centered();
      case SgdUpdate sgd -> true;
      case BatchNorm norm -> VectorBatchNorm.has(in[0], norm.axis());
      case BatchNormGrad gradient -> VectorBatchNorm.has(in[0], gradient.axis());
      case ScaleShift line -> VectorBatchNorm.has(in[0], line.axis());
      case LayerNorm norm -> in[0].size() > 0;
      case LayerNormGrad gradient -> in[0].size() > 0;
      case SoftmaxOp softmax -> true;
      case SoftmaxGrad gradient -> true;
      case CrossEntropy loss -> true;
      case CrossEntropyGrad gradient -> true;
      case SparseCrossEntropy loss -> true;
      case SparseCrossEntropyGrad gradient -> true;
      case SigmoidCrossEntropy loss -> true;
      case ConvOp conv -> VectorConv.has(conv, in) || VectorDepthwise.has(conv, in);
      case ConvInputGrad gradient ->
          VectorConv.has(gradient, in) || VectorDepthwise.has(gradient, in);
      case ConvKernelGrad gradient ->
          VectorConv.has(gradient, in) || VectorDepthwise.has(gradient, in);
      case ConvAffine affine -> VectorConv.has(affine, in) || VectorDepthwise.has(affine, in);
      case PoolOp pool -> VectorPool.has(pool, in);
      case MaxPoolGrad gradient -> VectorPool.has(gradient, in);
      case MaxPoolPick pick -> VectorPool.has(pick, in);
      case AveragePoolGrad gradient -> VectorPool.has(gradient, in);
      case Recurrence sequence -> VectorRecurrence.has(sequence, in);
      case RecurrenceGrad gradient -> VectorRecurrenceGrad.has(gradient, in);
      default -> false;
    };
  }

  static boolean run(Fused op, Tensor[] in, Tensor[] out) {
    switch (op) {
      case Affine affine -> VectorAffine.run(affine, in[0], in[1], in[2], out[0]);
      case AdamUpdate adam -> VectorUpdates.adam(adam, in, out);
      case SgdUpdate sgd -> VectorUpdates.sgd(sgd, in, out);
      case RmspropUpdate rmsprop -> VectorUpdates.rmsprop(rmsprop, in, out);
      case BatchNorm norm -> VectorBatchNorm.run(norm, in, out);
      case BatchNormGrad gradient -> VectorBatchNorm.run(gradient, in, out);
      case ScaleShift line -> VectorBatchNorm.run(line, in, out[0]);
      case LayerNorm norm -> VectorLayerNorm.run(norm, in, out[0]);
      case LayerNormGrad gradient -> VectorLayerNorm.run(gradient, in, out);
      case SoftmaxOp softmax -> VectorSoftmax.run(softmax, in[0], out[0]);
      case SoftmaxGrad gradient -> VectorSoftmax.gradient(gradient, in[0], in[1], out[0]);
      case CrossEntropy loss -> VectorCrossEntropy.dense(in[0], in[1], out[0]);
      case CrossEntropyGrad gradient ->
          VectorCrossEntropy.denseGradient(in[0], in[1], in[2], out[0]);
      case SparseCrossEntropy loss -> VectorCrossEntropy.sparse(in[0], in[1], out[0]);
      case SparseCrossEntropyGrad gradient ->
          VectorCrossEntropy.sparseGradient(in[0], in[1], in[2], out[0]);
      case SigmoidCrossEntropy loss -> VectorCrossEntropy.sigmoid(in[0], in[1], out[0]);
      case ConvOp conv when VectorDepthwise.has(conv, in) ->
          VectorDepthwise.forward(conv.window(), in[0], in[1], out[0]);
      case ConvInputGrad gradient when VectorDepthwise.has(gradient, in) ->
          VectorDepthwise.inputGradient(gradient.window(), in[0], in[1], out[0]);
      case ConvKernelGrad gradient when VectorDepthwise.has(gradient, in) ->
          VectorDepthwise.kernelGradient(gradient.window(), in[0], in[1], out[0]);
      case ConvOp conv -> VectorConv.forward(conv.window(), conv.groups(), in[0], in[1], out[0]);
      case ConvAffine affine when VectorDepthwise.has(affine, in) ->
          VectorDepthwise.affine(affine, in[0], in[1], in[2], out[0]);
      case ConvAffine affine -> VectorConv.affine(affine, in[0], in[1], in[2], out[0]);
      case ConvInputGrad gradient ->
          VectorConv.inputGradient(gradient.window(), gradient.groups(), in[0], in[1], out[0]);
      case ConvKernelGrad gradient ->
          VectorConv.kernelGradient(gradient.window(), gradient.groups(), in[0], in[1], out[0]);
      case PoolOp pool -> VectorPool.forward(pool, in[0], out[0]);
      case MaxPoolGrad gradient -> VectorPool.maxGradient(gradient, in[0], in[1], out[0]);
      case MaxPoolPick pick -> VectorPool.pick(pick, in[0], in[1], out[0]);
      case AveragePoolGrad gradient -> VectorPool.meanGradient(gradient, in[0], out[0]);
      case Recurrence sequence -> VectorRecurrence.run(sequence, in, out);
      case RecurrenceGrad gradient -> VectorRecurrenceGrad.run(gradient, in, out);
      default -> {
        return false;
      }
    }
    return true;
  }
}
