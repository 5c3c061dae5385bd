package org.torchparity.nn.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.torchparity.kernel.ClassScores;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.linear.Linear;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Log-probability of very many classes, the rare ones in clusters: with y = log softmax(head(x))
 * over the frequent classes and one score a cluster,
 *
 * <pre>
 * class t of the shortlist:    output = y[t]
 * class t of cluster i:        output = y[shortlist + i] + log softmax(tail_i(x))[t − cutoffs[i]]
 * loss = −mean of output
 * </pre>
 *
 * <p>Parameters: {@code head.weight} (shortlist + clusters, in_features) and, with {@code
 * headBias}, {@code head.bias}; of cluster i the projection {@code tail.i.0.weight} to ⌊in_features
 * / div_value^(i+1)⌋ features and the map {@code tail.i.1.weight} from these to the cluster's
 * classes.
 *
 * <p>Shape: Input x: (N, in_features) or (in_features), float32 or float64 as the parameters.
 * Target: (N) or (), int64 in [0, n_classes) → Outputs: output, of the target's shape, and loss, a
 * scalar.
 *
 * <p>Backward: the gradient of output[n] is g[n] − g_loss/N; it reaches each log softmax at the
 * target and goes through the maps of the rows that used them. A cluster without a target has a
 * gradient of zero.
 *
 * <p>Errors: {@link IllegalArgumentException} if the cutoffs are not ascending in [1, n_classes),
 * if the target has more than one axis or the input not one more, if the sizes of the batch differ,
 * or if a target is no class.
 *
 * <p>Source: Grave et al., "Efficient softmax approximation for GPUs" (2016);
 * torch.nn.AdaptiveLogSoftmaxWithLoss; torch/nn/modules/adaptive.py at v2.10.0.
 */
public final class AdaptiveLogSoftmaxWithLoss extends Module {
  private static final String NAME = "AdaptiveLogSoftmaxWithLoss";

  private final int[] cutoffs;
  private final Linear head;
  private final List<Cluster> tail;

  /** Makes a loss whose clusters are projected to 1/4, 1/16, … of the features, without a bias. */
  public AdaptiveLogSoftmaxWithLoss(int inFeatures, int nClasses, int[] cutoffs) {
    this(inFeatures, nClasses, cutoffs, 4, false);
  }

  /**
   * Makes a loss.
   *
   * @param cutoffs the first class of each cluster
   * @throws IllegalArgumentException if the cutoffs are not ascending in [1, {@code nClasses})
   */
  public AdaptiveLogSoftmaxWithLoss(
      int inFeatures, int nClasses, int[] cutoffs, double divValue, boolean headBias) {
    checkCutoffs(cutoffs, nClasses);
    this.cutoffs = Arrays.copyOf(cutoffs, cutoffs.length + 1);
    this.cutoffs[cutoffs.length] = nClasses;
    head = new Linear(inFeatures, cutoffs[0] + cutoffs.length, headBias);
    addChild("head", head);
    tail =
        IntStream.range(0, cutoffs.length)
            .mapToObj(
                i ->
                    new Cluster(
                        inFeatures,
                        (int) Math.floor(inFeatures / Math.pow(divValue, i + 1)),
                        this.cutoffs[i + 1] - this.cutoffs[i]))
            .toList();
    addChild("tail", new Clusters(tail));
  }

  private static void checkCutoffs(int[] cutoffs, int nClasses) {
    boolean ascending = cutoffs.length > 0 && cutoffs[0] > 0;
    for (int i = 0; i < cutoffs.length; i++) {
      ascending &= cutoffs[i] < (i + 1 < cutoffs.length ? cutoffs[i + 1] : nClasses);
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, "
              + "where each value is between 1 and n_classes-1, but got "
              + Arrays.toString(cutoffs)
              + " of "
              + nClasses);
    }
  }

  /** Holds the clusters under their numbers. */
  private static final class Clusters extends Module {
    Clusters(List<Cluster> clusters) {
      for (int i = 0; i < clusters.size(); i++) {
        addChild(Integer.toString(i), clusters.get(i));
      }
    }

    @Override
    public Pass forward(Tensor... inputs) {
      throw new UnsupportedOperationException("a list of modules has no forward");
    }
  }

  /** The scores of a cluster's classes: two linear maps. */
  private static final class Cluster extends Module {
    private final Linear projection;
    private final Linear map;

    Cluster(int inFeatures, int projected, int classes) {
      projection = new Linear(inFeatures, projected, false);
      map = new Linear(projected, classes, false);
      addChild("0", projection);
      addChild("1", map);
    }

    @Override
    public Pass forward(Tensor... inputs) {
      Pass first = projection.forward(inputs);
      Pass second = map.forward(first.output());
      return Pass.of(
          second.output(),
          gradOutput -> {
            Gradients ofMap = second.backward(gradOutput);
            Gradients ofProjection = first.backward(ofMap.input());
            return Gradients.ofInput(ofProjection.input())
                .withParameter("0.weight", ofProjection.parameter("weight"))
                .withParameter("1.weight", ofMap.parameter("weight"));
          });
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count(NAME, 2, 2, inputs);
    Tensor input = inputs[0];
    Tensor target = inputs[1];
    checkShapes(input, target);
    long[] targets = target.longs();
    int n = targets.length;
    Tensor x = input.reshape(n, input.size(-1));
    double[] output = new double[n];
    long[] headTargets = targets.clone();
    Picked[] ofClusters = new Picked[tail.size()];
    for (int i = 0; i < ofClusters.length; i++) {
      int low = cutoffs[i];
      int high = cutoffs[i + 1];
      int cluster = cutoffs[0] + i;
      int[] rows =
          IntStream.range(0, n).filter(r -> targets[r] >= low && targets[r] < high).toArray();
      long[] relative = Arrays.stream(rows).mapToLong(r -> targets[r] - low).toArray();
      for (int r : rows) {
        headTargets[r] = cluster;
      }
      ofClusters[i] = new Picked(tail.get(i).forward(rowsOf(x, rows)), rows, relative, output);
    }
    int[] all = IntStream.range(0, n).toArray();
    Picked ofHead = new Picked(head.forward(x), all, headTargets, output);
    double mean = Arrays.stream(output).sum() / n;
    return Pass.of(
        List.of(
            Tensor.ofDoubles(x.dtype(), target.shape(), output), Tensor.scalar(x.dtype(), -mean)),
        gradOutputs -> {
          double[] g = gradOutputs.get(0).toDoubles().clone();
          for (int i = 0; i < n; i++) {
            g[i] -= gradOutputs.get(1).item() / n;
          }
          double[] gradInput = new double[x.elements()];
          Gradients gradients = ofHead.backward(g, "head.", Gradients.none(), gradInput);
          for (int i = 0; i < ofClusters.length; i++) {
            gradients = ofClusters[i].backward(g, "tail." + i + ".", gradients, gradInput);
          }
          return gradients.withInput(0, Tensor.ofDoubles(x.dtype(), input.shape(), gradInput));
        });
  }

  /** The log softmax of the scores of some rows, of which each adds its target's to the output. */
  private static final class Picked {
    private final Pass scores;
    private final int[] rows;
    private final long[] targets;
    private final ClassScores layout;
    private final double[] logProbabilities;

    Picked(Pass scores, int[] rows, long[] targets, double[] output) {
      this.scores = scores;
      this.rows = rows;
      this.targets = targets;
      layout = ClassScores.of(scores.output().shape());
      logProbabilities = layout.logSoftmax(scores.output().toDoubles());
      for (int i = 0; i < rows.length; i++) {
        output[rows[i]] += logProbabilities[layout.first(i) + (int) targets[i]];
      }
    }

    /** Adds to the input's gradient, and returns the gradients with those of the scores' maps. */
    Gradients backward(double[] g, String prefix, Gradients gradients, double[] gradInput) {
      double[] picked = new double[logProbabilities.length];
      for (int i = 0; i < rows.length; i++) {
        picked[layout.first(i) + (int) targets[i]] = g[rows[i]];
      }
      Tensor output = scores.output();
      Gradients own =
          scores.backward(
              Tensor.ofDoubles(
                  output.dtype(),
                  output.shape(),
                  layout.logSoftmaxBackward(picked, logProbabilities)));
      double[] ofRows = own.input().toDoubles();
      int features = own.input().size(1);
      for (int i = 0; i < ofRows.length; i++) {
        gradInput[rows[i / features] * features + i % features] += ofRows[i];
      }
      Gradients all = gradients;
      for (Map.Entry<String, Tensor> entry : own.parameters().entrySet()) {
        all = all.withParameter(prefix + entry.getKey(), entry.getValue());
      }
      return all;
    }
  }

  private static Tensor rowsOf(Tensor x, int[] rows) {
    int features = x.size(1);
    double[] values = x.toDoubles();
    double[] chosen = new double[rows.length * features];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * features, chosen, i * features, features);
    }
    return Tensor.ofDoubles(x.dtype(), Shape.of(rows.length, features), chosen);
  }

  private void checkShapes(Tensor input, Tensor target) {
    if (target.rank() > 1 || target.dtype() != DType.INT64) {
      throw new IllegalArgumentException(
          NAME + ": 0D or 1D target tensor expected, multi-target not supported");
    }
    if (input.rank() != target.rank() + 1) {
      throw new IllegalArgumentException(
          NAME
              + ": %dD target tensor expects %dD input tensors, but found inputs with size %s"
                  .formatted(target.rank(), target.rank() + 1, input.shape()));
    }
    if (target.rank() == 1 && target.size(0) != input.size(0)) {
      throw new IllegalArgumentException(
          NAME
              + ": Input and target should have the same size in the batch dimension, but got "
              + input.shape()
              + " and "
              + target.shape());
    }
    int classes = cutoffs[cutoffs.length - 1];
    for (long t : target.longs()) {
      if (t < 0 || t >= classes) {
        throw new IllegalArgumentException(
            NAME + ": Target values should be in [0, " + (classes - 1) + "], but got " + t);
      }
    }
  }
}
