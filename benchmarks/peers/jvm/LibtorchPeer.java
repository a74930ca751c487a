import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** libtorch 2.10 through JavaCPP: usage {@code LibtorchPeer.java PEER WORKLOAD}. */
final class LibtorchPeer {
  private final List<Module> modules = new ArrayList<>();
  private boolean infers;

  private LibtorchPeer() {}

  public static void main(String[] args) {
    torch.set_num_threads(Timing.THREADS);
    torch.manual_seed(1);
    new LibtorchPeer().run(args[0], args[1]);
  }

  private void run(String peer, String name) {
    int batch = Timing.batch(name);
    String workload = Timing.network(name);
    Tensor x;
    UnaryOperator<Tensor> net;
    switch (workload) {
      case "W1" -> {
        x = torch.rand(batch, 784);
        LinearImpl a = linear(784, 256);
        LinearImpl b = linear(256, 256);
        LinearImpl c = linear(256, 10);
        net = t -> c.forward(drop(b.forward(drop(a.forward(t).relu_(), 0.45)).relu_(), 0.45));
      }
      case "W2" -> {
        x = torch.rand(batch, 1, 28, 28);
        Conv2dImpl a = conv(1, 64, 3, 1, true);
        Conv2dImpl b = conv(64, 64, 3, 1, true);
        Conv2dImpl c = conv(64, 64, 3, 1, true);
        LinearImpl d = linear(576, 10);
        net =
            t -> {
              Tensor h = torch.max_pool2d(a.forward(t).relu_(), 2, 2);
              h = torch.max_pool2d(b.forward(h).relu_(), 2, 2);
              return d.forward(drop(torch.flatten(c.forward(h).relu_(), 1, -1), 0.2));
            };
      }
      case "W3" -> {
        x = torch.rand(batch, 28, 28);
        RNNOptions options = new RNNOptions(28, 256);
        options.batch_first().put(true);
        RNNImpl rnn = keep(new RNNImpl(options));
        LinearImpl d = linear(256, 10);
        net = t -> d.forward(rnn.forward(t).get0().select(1, -1));
      }
      case "W4" -> {
        x = below(10000, batch, 80);
        EmbeddingImpl table = keep(new EmbeddingImpl(10000, 100));
        LSTMOptions options = new LSTMOptions(100, 64);
        options.batch_first().put(true);
        LSTMImpl lstm = keep(new LSTMImpl(options));
        LinearImpl d = linear(64, 1);
        net = t -> d.forward(lstm.forward(table.forward(t)).get0().select(1, -1));
      }
      case "W4G" -> {
        x = below(10000, batch, 80);
        EmbeddingImpl table = keep(new EmbeddingImpl(10000, 100));
        GRUOptions options = new GRUOptions(100, 64);
        options.batch_first().put(true);
        GRUImpl gru = keep(new GRUImpl(options));
        LinearImpl d = linear(64, 1);
        net = t -> d.forward(gru.forward(table.forward(t)).get0().select(1, -1));
      }
      case "W5" -> {
        x = torch.rand(batch, 3, 32, 32);
        net = resnet18();
      }
      default -> {
        Timing.lacks(peer, name, "W1 W2 W3 W4 W4G W5 W6-W2-1 W6-W2-256 W6-W5-1 W6-W5-256");
        return;
      }
    }
    if (Timing.infers(name)) {
      modules.forEach(module -> module.train(false));
      infers = true;
      Timing.measure(
          peer,
          name,
          () -> {
            try (PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode(true)) {
              torch.softmax(net.apply(x), 1).data_ptr_float().get();
            }
          });
      return;
    }
    boolean binary = workload.startsWith("W4");
    Tensor y =
        binary
            ? below(2, batch, 1).toType(torch.ScalarType.Float)
            : below(workload.equals("W5") ? 100 : 10, batch);
    TensorVector parameters = new TensorVector();
    for (Module module : modules) {
      TensorVector own = module.parameters();
      for (long i = 0; i < own.size(); i++) {
        parameters.push_back(own.get(i));
      }
    }
    Optimizer optimizer =
        workload.equals("W3")
            ? new SGD(parameters, new SGDOptions(0.01))
            : new Adam(parameters, new AdamOptions(0.001));
    Timing.measure(
        peer,
        name,
        () -> {
          try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor out = net.apply(x);
            Tensor loss =
                binary
                    ? torch.binary_cross_entropy_with_logits(out, y)
                    : torch.cross_entropy_loss(out, y);
            loss.backward();
            optimizer.step();
            loss.item_float();
          }
        });
  }

  private static Tensor below(long bound, long... shape) {
    return torch.randint(bound, shape).toType(torch.ScalarType.Long);
  }

  private Tensor drop(Tensor x, double rate) {
    return torch.dropout(x, rate, !infers);
  }

  private <M extends Module> M keep(M module) {
    modules.add(module);
    return module;
  }

  private LinearImpl linear(int in, int out) {
    return keep(new LinearImpl(in, out));
  }

  private Conv2dImpl conv(int in, int out, int size, int stride, boolean bias) {
    Conv2dOptions options = new Conv2dOptions(in, out, new LongPointer(size, size));
    options.stride().put(stride, stride);
    options.bias().put(bias);
    if (!bias) {
      options.padding().put(new LongPointer(size / 2, size / 2));
    }
    return keep(new Conv2dImpl(options));
  }

  private UnaryOperator<Tensor> normalized(int in, int out, int size, int stride) {
    Conv2dImpl conv = conv(in, out, size, stride, false);
    BatchNorm2dImpl norm = keep(new BatchNorm2dImpl(new BatchNormOptions(out)));
    return t -> norm.forward(conv.forward(t));
  }

  private UnaryOperator<Tensor> resnet18() {
    UnaryOperator<Tensor> stem = normalized(3, 64, 3, 1);
    List<UnaryOperator<Tensor>> blocks = new ArrayList<>();
    int in = 64;
    for (int filters : new int[] {64, 128, 256, 512}) {
      for (int block = 0; block < 2; block++) {
        int stride = block == 0 && filters != 64 ? 2 : 1;
        UnaryOperator<Tensor> first = normalized(in, filters, 3, stride);
        UnaryOperator<Tensor> second = normalized(filters, filters, 3, 1);
        UnaryOperator<Tensor> skip = stride == 1 ? t -> t : normalized(in, filters, 1, stride);
        blocks.add(t -> second.apply(first.apply(t).relu_()).add_(skip.apply(t)).relu_());
        in = filters;
      }
    }
    LinearImpl head = linear(512, 100);
    return t -> {
      Tensor h = stem.apply(t).relu_();
      for (UnaryOperator<Tensor> block : blocks) {
        h = block.apply(h);
      }
      return head.forward(torch.flatten(torch.adaptive_avg_pool2d(h, 1, 1), 1, -1));
    };
  }
}
