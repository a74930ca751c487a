package keratin.layers.rnn;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class RecurrentLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        Bidirectional.class,
        ConvLSTM1D.class,
        ConvLSTM2D.class,
        ConvLSTM3D.class,
        GRU.class,
        GRUCell.class,
        LSTM.class,
        LSTMCell.class,
        RNN.class,
        SimpleRNN.class,
        SimpleRNNCell.class,
        StackedRNNCells.class,
        TimeDistributed.class);
  }
}
