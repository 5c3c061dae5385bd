package org.torchparity.nn.loss;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The label sequences of a batch, padded or one behind the other, and the steps of each input. */
final class LabelSequences {
  private final long[] targets;
  private final long[] steps;
  private final long[] lengths;
  private final int[] starts;

  private LabelSequences(long[] targets, long[] steps, long[] lengths, int[] starts) {
    this.targets = targets;
    this.steps = steps;
    this.lengths = lengths;
    this.starts = starts;
  }

  /**
   * Checks lengths and labels against log-probabilities of shape (T, N, C) or (T, C).
   *
   * @throws IllegalArgumentException if they do not fit
   */
  static LabelSequences of(
      Shape scores, Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank) {
    int classes = scores.size(-1);
    int batch = scores.rank() == 3 ? scores.size(1) : 1;
    require(blank >= 0 && blank < classes, "blank must be in label range, but got " + blank);
    require(batch > 0, "expected a batch of one or more, but got log_probs of " + scores);
    long[] steps = lengths("input_lengths", inputLengths, batch, scores.size(0));
    require(
        targets.dtype() == DType.INT64 && (targets.rank() == 1 || targets.rank() == 2),
        "expected 1D or 2D int64 targets, but got " + targets.shape());
    boolean padded = targets.rank() == 2;
    require(
        !padded || targets.size(0) == batch,
        "expected targets of batch size " + batch + ", but got " + targets.shape());
    long[] lengths = lengths("target_lengths", targetLengths, batch, targets.size(padded ? 1 : 0));
    int[] starts = new int[batch];
    int start = 0;
    for (int n = 0; n < batch; n++) {
      starts[n] = padded ? n * targets.size(1) : start;
      start += (int) lengths[n];
    }
    require(
        padded || start == targets.elements(),
        "expected as many targets as target_lengths sum to, "
            + start
            + ", but got "
            + targets.elements());
    LabelSequences sequences = new LabelSequences(targets.longs(), steps, lengths, starts);
    for (int n = 0; n < batch; n++) {
      for (int label : sequences.labels(n)) {
        require(label >= 0 && label < classes, "label " + label + " is out of range");
      }
    }
    return sequences;
  }

  private static long[] lengths(String name, Tensor lengths, int batch, int greatest) {
    require(
        lengths.dtype() == DType.INT64 && lengths.elements() == batch,
        name + " must be of size batch_size " + batch + ", but got " + lengths.shape());
    for (long length : lengths.longs()) {
      require(
          length >= 0 && length <= greatest,
          "expected " + name + " to have values in [0, " + greatest + "], but got " + length);
    }
    return lengths.longs();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("CTCLoss: " + otherwise);
    }
  }

  int batch() {
    return starts.length;
  }

  /** The number of steps of a sample's input. */
  int steps(int sample) {
    return (int) steps[sample];
  }

  /** The labels of a sample. */
  int[] labels(int sample) {
    int[] labels = new int[(int) lengths[sample]];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Math.toIntExact(targets[starts[sample] + i]);
    }
    return labels;
  }
}
