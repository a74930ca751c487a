package keratin.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keratin.callbacks.Callback;
import keratin.data.Dataset;
import keratin.utils.PyDataset;
import org.jspecify.annotations.Nullable;

/**
 * How to train: the keyword arguments of Keras' {@code fit}, as one immutable value.
 *
 * {@snippet :
 * Fit plan = new Fit().epochs(5).batchSize(128).validationSplit(0.1);
 * model.fit(x, y, plan);
 * }
 *
 * @see <a href="https://keras.io/api/models/model_training_apis/">Model.fit</a>
 */
public final class Fit implements Cloneable {
  private int batchSize = 32;
  private int epochs = 1;
  private int verbose = 1;
  private List<Callback> callbacks = List.of();
  private double validationSplit;
  private @Nullable Dataset validationDataset;
  private @Nullable PyDataset validationItems;
  private List<Object> validationData = List.of();
  private Shuffling shuffling = Shuffling.ROWS;
  private Map<Integer, Double> classWeight = Map.of();
  private @Nullable Object sampleWeight;
  private int initialEpoch;
  private @Nullable Integer stepsPerEpoch;
  private @Nullable Integer validationSteps;
  private @Nullable Integer validationBatchSize;
  private List<Integer> validationFreq = List.of(1);
  private boolean validationFreqIsList;
  private boolean checkNumerics;

  private Fit copy() {
    try {
      return (Fit) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows per training step, for tensors; 32 by default. A {@link Dataset} brings its batches. */
  public Fit batchSize(int rows) {
    Fit next = copy();
    next.batchSize = positive("batchSize", rows);
    return next;
  }

  /** The epoch to stop before, counted from 0: how many epochs, if the first is 0. */
  public Fit epochs(int count) {
    Fit next = copy();
    next.epochs = positive("epochs", count);
    return next;
  }

  /** 0 silent, 1 a progress bar, 2 a line per epoch. */
  public Fit verbose(int level) {
    if (level < 0 || level > 2) {
      throw new IllegalArgumentException(
          "verbose must be 0, 1 or 2, but %d came.".formatted(level));
    }
    Fit next = copy();
    next.verbose = level;
    return next;
  }

  /** Who hears of the steps of training, in this order. */
  public Fit callbacks(Callback... all) {
    Fit next = copy();
    next.callbacks = List.of(all);
    return next;
  }

  /**
   * The share of the rows, from the end and before any shuffling, to evaluate on after every epoch.
   */
  public Fit validationSplit(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "validationSplit must be at least 0 and below 1, but %s came.".formatted(share));
    }
    Fit next = copy();
    next.validationSplit = share;
    return next;
  }

  /** Rows to evaluate on after every epoch: tensors, or lists or maps as {@code fit} takes them. */
  public Fit validationData(Object x, Object y) {
    Fit next = copy();
    next.validationData = List.of(x, y);
    return next;
  }

  /** Weighted rows to evaluate on after every epoch. */
  public Fit validationData(Object x, Object y, Object weights) {
    Fit next = copy();
    next.validationData = List.of(x, y, weights);
    return next;
  }

  /** Batches to evaluate on after every epoch. */
  public Fit validationData(Dataset batches) {
    Fit next = copy();
    next.validationDataset = batches;
    return next;
  }

  /** Batches to evaluate on after every epoch. */
  public Fit validationData(PyDataset batches) {
    Fit next = copy();
    next.validationItems = batches;
    return next;
  }

  /** Whether rows come in a new random order every epoch; a {@link Dataset} brings its own. */
  public Fit shuffle(boolean on) {
    Fit next = copy();
    next.shuffling = on ? Shuffling.ROWS : Shuffling.NONE;
    return next;
  }

  /**
   * With {@code "batch"}, batches stay as they are and their rows come in a new random order: for
   * data that lie on disk in pieces.
   */
  public Fit shuffle(String how) {
    if (!how.equals("batch")) {
      throw new IllegalArgumentException(
          "shuffle is true, false or \"batch\", but \"%s\" came.".formatted(how));
    }
    Fit next = copy();
    next.shuffling = Shuffling.INSIDE_BATCHES;
    return next;
  }

  /** What a row of a class counts in the loss; classes not named count 1. */
  public Fit classWeight(Map<Integer, Double> weights) {
    Fit next = copy();
    next.classWeight = Map.copyOf(new TreeMap<>(weights));
    return next;
  }

  /** What each row counts in the loss: a tensor, or a list or map of one for each output. */
  public Fit sampleWeight(Object weights) {
    Fit next = copy();
    next.sampleWeight = weights;
    return next;
  }

  /** The epoch to begin with, counted from 0: to go on with an earlier run. */
  public Fit initialEpoch(int epoch) {
    Fit next = copy();
    next.initialEpoch = epoch;
    return next;
  }

  /** Steps per epoch. The data are not begun anew between epochs, only when they run out. */
  public Fit stepsPerEpoch(int steps) {
    Fit next = copy();
    next.stepsPerEpoch = positive("stepsPerEpoch", steps);
    return next;
  }

  /** Steps per validation. */
  public Fit validationSteps(int steps) {
    Fit next = copy();
    next.validationSteps = positive("validationSteps", steps);
    return next;
  }

  /** Rows per validation step; {@link #batchSize} by default. */
  public Fit validationBatchSize(int rows) {
    Fit next = copy();
    next.validationBatchSize = positive("validationBatchSize", rows);
    return next;
  }

  /** Validates after every {@code epochs}-th epoch. */
  public Fit validationFreq(int every) {
    Fit next = copy();
    next.validationFreq = List.of(positive("validationFreq", every));
    next.validationFreqIsList = false;
    return next;
  }

  /** Validates after these epochs, counted from 1. */
  public Fit validationFreq(List<Integer> after) {
    Fit next = copy();
    next.validationFreq = List.copyOf(after);
    next.validationFreqIsList = true;
    return next;
  }

  /** Looks after every step whether the loss is a number, and says which weight is not. */
  public Fit checkNumerics(boolean on) {
    Fit next = copy();
    next.checkNumerics = on;
    return next;
  }

  static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s must be a positive integer, but %d came.".formatted(name, value));
    }
    return value;
  }

  int batchSize() {
    return batchSize;
  }

  int epochs() {
    return epochs;
  }

  int verbose() {
    return verbose;
  }

  List<Callback> callbacks() {
    return callbacks;
  }

  double validationSplit() {
    return validationSplit;
  }

  @Nullable Dataset validationDataset() {
    return validationDataset;
  }

  @Nullable PyDataset validationItems() {
    return validationItems;
  }

  List<Object> validationData() {
    return validationData;
  }

  Shuffling shuffling() {
    return shuffling;
  }

  Map<Integer, Double> classWeight() {
    return classWeight;
  }

  @Nullable Object sampleWeight() {
    return sampleWeight;
  }

  int initialEpoch() {
    return initialEpoch;
  }

  @Nullable Integer stepsPerEpoch() {
    return stepsPerEpoch;
  }

  @Nullable Integer validationSteps() {
    return validationSteps;
  }

  int validationBatchSize() {
    return validationBatchSize == null ? batchSize : validationBatchSize;
  }

  boolean validatesAfter(int epoch) {
    return validationFreqIsList
        ? validationFreq.contains(epoch + 1)
        : (epoch + 1) % validationFreq.getFirst() == 0;
  }

  boolean checkNumerics() {
    return checkNumerics;
  }
}
