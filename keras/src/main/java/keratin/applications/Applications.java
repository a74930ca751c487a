package keratin.applications;

import keratin.models.Model;

/**
 * Networks that made history, ready to be trained or cut up.
 *
 * {@snippet :
 * Model network = Applications.resNet50();
 * Model features =
 *     Applications.vgg16(new Application().includeTop(false).inputShape(32, 32, 3).pooling("avg"));
 * }
 *
 * <p>Those that {@code keras.applications} has are the same there and here, layer by layer; the
 * others follow their papers. Errors: {@code ShapeException} for images that are too small.
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications</a>
 */
public final class Applications {
  private Applications() {}

  /** LeNet-5, 28 × 28 × 1, 10 classes, 61,706 parameters. */
  public static Model leNet5() {
    return leNet5(new Application().classes(10));
  }

  /** LeNet-5, as {@code options} want it. */
  public static Model leNet5(Application options) {
    return Classics.leNet5(options.named("lenet5"));
  }

  /** AlexNet, 227 × 227 × 3, 60,965,224 parameters. */
  public static Model alexNet() {
    return alexNet(new Application());
  }

  /** AlexNet, as {@code options} want it. */
  public static Model alexNet(Application options) {
    return Classics.alexNet(options.named("alexnet"));
  }

  /** VGG-11, configuration A, 132,863,336 parameters. */
  public static Model vgg11() {
    return vgg11(new Application());
  }

  /** VGG-11, as {@code options} want it. */
  public static Model vgg11(Application options) {
    return Vgg.of(options.named("vgg11"), 1, 1, 2, 2, 2);
  }

  /** VGG-13, configuration B, 133,047,848 parameters. */
  public static Model vgg13() {
    return vgg13(new Application());
  }

  /** VGG-13, as {@code options} want it. */
  public static Model vgg13(Application options) {
    return Vgg.of(options.named("vgg13"), 2, 2, 2, 2, 2);
  }

  /** VGG-16, configuration D, 138,357,544 parameters. */
  public static Model vgg16() {
    return vgg16(new Application());
  }

  /** VGG-16, as {@code options} want it. */
  public static Model vgg16(Application options) {
    return Vgg.of(options.named("vgg16"), 2, 2, 3, 3, 3);
  }

  /** VGG-19, configuration E, 143,667,240 parameters. */
  public static Model vgg19() {
    return vgg19(new Application());
  }

  /** VGG-19, as {@code options} want it. */
  public static Model vgg19(Application options) {
    return Vgg.of(options.named("vgg19"), 2, 2, 4, 4, 4);
  }

  /** GoogLeNet, 224 × 224 × 3, 6,998,552 parameters. */
  public static Model googLeNet() {
    return googLeNet(new Application());
  }

  /** GoogLeNet, as {@code options} want it. */
  public static Model googLeNet(Application options) {
    return GoogLeNet.of(options.named("googlenet"));
  }

  /** Inception v3, 299 × 299 × 3, 23,851,784 parameters. */
  public static Model inceptionV3() {
    return inceptionV3(new Application());
  }

  /** Inception v3, as {@code options} want it. */
  public static Model inceptionV3(Application options) {
    return InceptionV3.of(options.named("inception_v3"));
  }

  /** ResNet-18, of basic blocks, 11,689,512 trainable parameters. */
  public static Model resNet18() {
    return resNet18(new Application());
  }

  /** ResNet-18, as {@code options} want it. */
  public static Model resNet18(Application options) {
    return ResNet.ofBasicBlocks(options.named("resnet18"), 2, 2, 2, 2);
  }

  /** ResNet-34, of basic blocks, 21,797,672 trainable parameters. */
  public static Model resNet34() {
    return resNet34(new Application());
  }

  /** ResNet-34, as {@code options} want it. */
  public static Model resNet34(Application options) {
    return ResNet.ofBasicBlocks(options.named("resnet34"), 3, 4, 6, 3);
  }

  /** ResNet-50, of bottlenecks, 25,636,712 parameters. */
  public static Model resNet50() {
    return resNet50(new Application());
  }

  /** ResNet-50, as {@code options} want it. */
  public static Model resNet50(Application options) {
    return ResNet.ofBottlenecks(options.named("resnet50"), 3, 4, 6, 3);
  }

  /** ResNet-101, of bottlenecks, 44,707,176 parameters. */
  public static Model resNet101() {
    return resNet101(new Application());
  }

  /** ResNet-101, as {@code options} want it. */
  public static Model resNet101(Application options) {
    return ResNet.ofBottlenecks(options.named("resnet101"), 3, 4, 23, 3);
  }

  /** ResNet-152, of bottlenecks, 60,419,944 parameters. */
  public static Model resNet152() {
    return resNet152(new Application());
  }

  /** ResNet-152, as {@code options} want it. */
  public static Model resNet152(Application options) {
    return ResNet.ofBottlenecks(options.named("resnet152"), 3, 8, 36, 3);
  }

  /** DenseNet-121, 8,062,504 parameters. */
  public static Model denseNet121() {
    return denseNet121(new Application());
  }

  /** DenseNet-121, as {@code options} want it. */
  public static Model denseNet121(Application options) {
    return DenseNet.of(options.named("densenet121"), 6, 12, 24, 16);
  }

  /** DenseNet-169, 14,307,880 parameters. */
  public static Model denseNet169() {
    return denseNet169(new Application());
  }

  /** DenseNet-169, as {@code options} want it. */
  public static Model denseNet169(Application options) {
    return DenseNet.of(options.named("densenet169"), 6, 12, 32, 32);
  }

  /** DenseNet-201, 20,242,984 parameters. */
  public static Model denseNet201() {
    return denseNet201(new Application());
  }

  /** DenseNet-201, as {@code options} want it. */
  public static Model denseNet201(Application options) {
    return DenseNet.of(options.named("densenet201"), 6, 12, 48, 32);
  }

  /** Xception, 299 × 299 × 3, 22,910,480 parameters. */
  public static Model xception() {
    return xception(new Application());
  }

  /** Xception, as {@code options} want it. */
  public static Model xception(Application options) {
    return Xception.of(options.named("xception"));
  }
}
