package keratin.models;

import static org.assertj.core.api.Assertions.assertThat;

import keratin.config.Names;
import keratin.layers.activations.PReLU;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.convolutional.DepthwiseConv2D;
import keratin.layers.convolutional.SeparableConv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.regularization.Dropout;
import keratin.layers.reshaping.Flatten;
import keratin.memory.Memory;
import keratin.summary.ModelSummary;
import org.junit.jupiter.api.Test;

/** Summaries of convolutional networks, as Keras 3.15 prints them. */
class ConvolutionalSummaryTest {
  @Test
  void theNetworkOfTheBook() {
    Names.clear();
    String text =
        Memory.tidy(
            () ->
                summary(
                    new Sequential(
                        new Input(28, 28, 1),
                        new Conv2D(64, 3).activation("relu"),
                        new MaxPooling2D(2),
                        new Conv2D(64, 3).activation("relu"),
                        new MaxPooling2D(2),
                        new Conv2D(64, 3).activation("relu"),
                        new Flatten(),
                        new Dropout(0.2),
                        new Dense(10).activation("softmax"))));
    assertThat(text)
        .isEqualTo(
            """
            Model: "sequential"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                      ┃ Output Shape             ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ conv2d (Conv2D)                   │ (None, 26, 26, 64)       │           640 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ max_pooling2d (MaxPooling2D)      │ (None, 13, 13, 64)       │             0 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ conv2d_1 (Conv2D)                 │ (None, 11, 11, 64)       │        36,928 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ max_pooling2d_1 (MaxPooling2D)    │ (None, 5, 5, 64)         │             0 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ conv2d_2 (Conv2D)                 │ (None, 3, 3, 64)         │        36,928 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ flatten (Flatten)                 │ (None, 576)              │             0 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ dropout (Dropout)                 │ (None, 576)              │             0 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ dense (Dense)                     │ (None, 10)               │         5,770 │
            └───────────────────────────────────┴──────────────────────────┴───────────────┘
             Total params: 80,266 (313.54 KB)
             Trainable params: 80,266 (313.54 KB)
             Non-trainable params: 0 (0.00 B)
            """);
  }

  @Test
  void separableAndDepthwiseConvolutions() {
    Names.clear();
    String text =
        Memory.tidy(
            () ->
                summary(
                    new Sequential(
                            new Input(6, 6, 1),
                            new SeparableConv2D(3, 3).depthMultiplier(2),
                            new DepthwiseConv2D(2),
                            new Flatten(),
                            new PReLU(),
                            new Dense(1))
                        .name("sep")));
    assertThat(text)
        .isEqualTo(
            """
            Model: "sep"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                      ┃ Output Shape             ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ separable_conv2d                  │ (None, 4, 4, 3)          │            27 │
            │ (SeparableConv2D)                 │                          │               │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ depthwise_conv2d                  │ (None, 3, 3, 3)          │            15 │
            │ (DepthwiseConv2D)                 │                          │               │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ flatten (Flatten)                 │ (None, 27)               │             0 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ p_re_lu (PReLU)                   │ (None, 27)               │            27 │
            ├───────────────────────────────────┼──────────────────────────┼───────────────┤
            │ dense (Dense)                     │ (None, 1)                │            28 │
            └───────────────────────────────────┴──────────────────────────┴───────────────┘
             Total params: 97 (388.00 B)
             Trainable params: 97 (388.00 B)
             Non-trainable params: 0 (0.00 B)
            """);
  }

  private static String summary(Sequential model) {
    return ModelSummary.of(model).lineLength(80).toString();
  }
}
