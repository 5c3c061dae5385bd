package org.torchparity.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.junit.OwnLayers.MyBatchNorm;
import org.torchparity.junit.OwnLayers.MyLayerNorm;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Layers that know nothing of torchparity, against the torch modules they should equal. */
@RequiresLibtorch
class OwnLayerTest {

  @TestFactory
  Stream<DynamicTest> a_layer_norm_over_float_arrays_equals_torch_in_every_sample() {
    return layerNorm(ParityTests.of("torch.nn.LayerNorm")).tests();
  }

  /** Without a bias: the setter and the gradient of what a sample lacks are not called. */
  private static LayerTests<MyLayerNorm> layerNorm(ParityTests tests) {
    return tests
        .layer(a -> new MyLayerNorm(a.intList("normalized_shape"), a.real("eps", 1e-5)))
        .parameter("weight", (layer, w) -> layer.gamma = w.floats(), layer -> layer.gradGamma)
        .parameter("bias", (layer, b) -> layer.beta = b.floats(), layer -> layer.gradBeta)
        .forward((layer, c) -> layer.forward(c.input(0).floats()))
        .backward((layer, c) -> layer.backward(c.gradOutput(0).floats()));
  }

  @TestFactory
  Stream<DynamicTest> running_statistics_and_both_modes_are_compared() {
    return batchNorm(0).tests();
  }

  private static LayerTests<MyBatchNorm> batchNorm(double fault) {
    return ParityTests.of("BatchNorm1d")
        .args("num_features", 5, "affine", true)
        .samples(
            sample("batch_of_two").input(normal(2, 5)), sample("batch_of_nine").input(normal(9, 5)))
        .dtypes(DType.FLOAT64)
        .seeds("3-4")
        .layer(a -> new MyBatchNorm(a.integer("num_features")))
        .parameter("weight", (layer, w) -> layer.gamma = w.doubles(), layer -> layer.gradGamma)
        .parameter("bias", (layer, b) -> layer.beta = b.doubles(), layer -> layer.gradBeta)
        .buffer("running_mean", (l, m) -> l.runningMean = m.doubles(), l -> l.runningMean)
        .buffer(
            "running_var",
            (l, v) -> l.runningVar = v.doubles(),
            l -> {
              l.runningVar[1] += fault;
              return l.runningVar;
            })
        .ignoring("num_batches_tracked")
        .forward((layer, c) -> layer.forward(c.input(0).doubles(), c.mode() == Mode.TRAIN))
        .backward((layer, c) -> layer.backward(c.gradOutput(0).doubles()));
  }

  @Test
  void a_wrong_running_statistic_is_found() {
    List<DynamicTest> tests = batchNorm(1e-6).tests().toList();
    assertThat(tests).hasSize(1 + 2 * 2 * 2);
    assertThat(tests.get(1).getDisplayName())
        .isEqualTo("BatchNorm1d/batch_of_two/train/float64/3 (ignoring num_batches_tracked)");
    assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
        .hasMessageContaining("disagree in state_after.running_var\n");
  }

  @TestFactory
  Stream<DynamicTest> several_inputs_have_several_gradients() {
    return distance(1).tests();
  }

  /** x₁·x₂ / (|x₁|·|x₂|) of rows. */
  private static LayerTests<double[][]> distance(double factor) {
    return ParityTests.of("CosineSimilarity")
        .samples(sample("rows").input(normal(3, 4)).input(normal(3, 4)))
        .dtypes(DType.FLOAT64)
        .layer((a, c) -> new double[][] {c.input(0).doubles(), c.input(1).doubles()})
        .forward(
            (x, c) -> {
              double[] y = new double[3];
              for (int r = 0; r < 3; r++) {
                y[r] = dot(x[0], x[1], r) / Math.sqrt(dot(x[0], x[0], r) * dot(x[1], x[1], r));
              }
              return y;
            })
        .backward(
            (x, c) ->
                List.of(
                    gradient(x[0], x[1], c.gradOutput(0).doubles(), 1),
                    gradient(x[1], x[0], c.gradOutput(0).doubles(), factor)));
  }

  private static double dot(double[] a, double[] b, int row) {
    double sum = 0;
    for (int j = 4 * row; j < 4 * row + 4; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double[] gradient(double[] of, double[] other, double[] g, double factor) {
    double[] gradient = new double[12];
    for (int i = 0; i < 12; i++) {
      int r = i / 4;
      double norms = Math.sqrt(dot(of, of, r) * dot(other, other, r));
      double cosine = dot(of, other, r) / norms;
      gradient[i] = factor * g[r] * (other[i] / norms - cosine * of[i] / dot(of, of, r));
    }
    return gradient;
  }

  @Test
  void the_gradient_of_the_second_input_is_compared_too() throws Throwable {
    DynamicTest test = distance(1.001).tests().toList().get(1);
    assertThatThrownBy(() -> test.getExecutable().execute())
        .hasMessageContaining("disagree in grad_input.1\n");
    distance(1.001).ignoring("grad_input.1").tests().toList().get(1).getExecutable().execute();
  }

  @TestFactory
  Stream<DynamicTest> several_outputs_are_compared() {
    return maximum(0).tests();
  }

  /** The greatest of every three, and where it is. */
  private static LayerTests<Object> maximum(long fault) {
    return ParityTests.of("MaxPool1d")
        .args("kernel_size", 3, "return_indices", true)
        .samples(sample("line").input(values(new double[] {1, 5, 3, 9, 2, 4}, 1, 1, 6)))
        .layer(a -> (Object) a.integer("kernel_size"))
        .forward(
            (layer, c) -> List.of(new float[][][] {{{5, 9}}}, new long[][][] {{{1, 3 + fault}}}))
        .backward(
            (layer, c) -> {
              float[] gradInput = new float[6];
              gradInput[1] = c.gradOutput(0).floats()[0];
              gradInput[3] = c.gradOutput(0).floats()[1];
              return Map.of("0", gradInput);
            });
  }

  @Test
  void the_second_output_is_compared_too() {
    DynamicTest test = maximum(1).tests().toList().get(1);
    assertThatThrownBy(() -> test.getExecutable().execute())
        .hasMessageContaining("Java is wrong in output.1\n");
  }

  @TestFactory
  Stream<DynamicTest> a_function_of_the_whole_case_will_do() {
    return ParityTests.of("MSELoss/mean").dtypes(DType.FLOAT64).tests(OwnLayerTest::squares);
  }

  private static Map<String, Object> squares(Case c) {
    double[] x = c.input(0).doubles();
    double[] t = c.input(1).doubles();
    double[] gradX = new double[x.length];
    double[] gradT = new double[x.length];
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      loss += (x[i] - t[i]) * (x[i] - t[i]) / x.length;
      gradX[i] = c.gradOutput(0).item() * 2 * (x[i] - t[i]) / x.length;
      gradT[i] = -gradX[i];
    }
    return Map.of("output.0", loss, "grad_input.0", gradX, "grad_input.1", gradT);
  }

  @TestFactory
  Stream<DynamicTest> a_layer_that_only_infers_is_run_forward_in_evaluation() {
    return ParityTests.of("Tanh")
        .mode(Mode.EVAL)
        .dtypes(DType.FLOAT32, DType.FLOAT64)
        .layer(a -> "tanh")
        .forward((layer, c) -> tanh(c.input(0)))
        .tests();
  }

  private static Tensor tanh(Tensor x) {
    double[] y = x.toDoubles().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.tanh(y[i]);
    }
    return Tensor.ofDoubles(x.dtype(), x.shape(), y);
  }

  @Test
  void state_that_the_layer_leaves_as_it_is_but_torch_changes_is_a_difference() {
    ParityTests parity =
        ParityTests.of("BatchNorm1d")
            .args("num_features", 1, "affine", false)
            .samples(sample("pair").input(values(new double[] {-1, 1}, 2, 1)))
            .dtypes(DType.FLOAT64);
    LayerTests<double[]> given =
        parity
            .layer(a -> new double[2])
            .state("running_mean", (layer, mean) -> layer[0] = mean.item())
            .state("running_var", (layer, variance) -> layer[1] = variance.item())
            .ignoring("num_batches_tracked")
            .forward(
                (layer, c) -> {
                  double[] y = c.input(0).doubles();
                  for (int i = 0; i < 2; i++) {
                    y[i] = (y[i] - layer[0]) / Math.sqrt(layer[1] + 1e-5);
                  }
                  return y;
                });
    List<DynamicTest> tests = given.tests().toList();
    assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
        .hasMessageContaining("state_after.running_mean, state_after.running_var");
    assertThat(tests.get(2).getDisplayName()).contains("/eval/");
    assertThatCode(() -> tests.get(2).getExecutable().execute()).doesNotThrowAnyException();
  }

  /** y = w·x, as an array of w and its gradient. */
  @TestFactory
  Stream<DynamicTest> a_layer_may_be_made_from_the_state() {
    return linear(1).tests();
  }

  private static LayerTests<double[]> linear(double factor) {
    return ParityTests.of("Linear")
        .args("in_features", 1, "out_features", 1, "bias", false)
        .samples(sample("one").input(normal(1, 1)))
        .dtypes(DType.FLOAT64)
        .layer((a, c) -> new double[] {c.state().get("weight").item(), 0})
        .forward((layer, c) -> new double[] {layer[0] * c.input(0).item()})
        .backward(
            (layer, c) -> {
              layer[1] = factor * c.gradOutput(0).item() * c.input(0).item();
              return new double[] {layer[0] * c.gradOutput(0).item()};
            })
        .gradient("weight", layer -> new double[] {layer[1]});
  }

  @Test
  void a_wrong_gradient_of_a_parameter_is_found() {
    DynamicTest test = linear(1.001).tests().toList().get(1);
    assertThatThrownBy(() -> test.getExecutable().execute())
        .hasMessageContaining("disagree in grad.weight\n");
  }

  @Test
  void the_name_of_a_test_says_that_only_forward_is_compared() {
    assertThat(
            ParityTests.of("LayerNorm/rows")
                .layer(a -> 0)
                .forward((layer, c) -> c.input(0))
                .tests()
                .map(DynamicTest::getDisplayName))
        .endsWith("LayerNorm/rows/train/float32/0 (forward only)");
  }

  @TestFactory
  Stream<DynamicTest> a_gradient_of_zero_is_not_asked_of_a_layer_that_has_none() {
    LayerTests<MyLayerNorm> layer = layerNorm(ParityTests.of("LayerNorm/constant_row"));
    LayerTests<MyLayerNorm> forwardOnly =
        ParityTests.of("LayerNorm/constant_row")
            .layer(a -> new MyLayerNorm(a.intList("normalized_shape"), 1e-5))
            .state("weight", (own, w) -> own.gamma = w.floats())
            .state("bias", (own, b) -> own.beta = b.floats())
            .forward((own, c) -> own.forward(c.input(0).floats()));
    return Stream.concat(layer.ignoring("grad.weight").tests(), forwardOnly.tests());
  }

  @Test
  void a_layer_that_writes_into_its_input_does_not_change_what_torch_is_given() {
    DynamicTest test =
        ParityTests.of("ReLU")
            .samples(sample("pair").input(values(new double[] {-1, 2}, 2)))
            .layer(a -> 0)
            .forward(
                (layer, c) -> {
                  c.input(0).floats()[0] = 3;
                  return c.input(0).floats();
                })
            .tests()
            .toList()
            .get(1);
    assertThatThrownBy(() -> test.getExecutable().execute())
        .hasMessageContaining("Java is wrong in output.0\n");
  }

  @Test
  void a_layer_may_use_its_arrays_again() {
    float[] shared = new float[2];
    assertThatCode(
            () ->
                ParityTests.of("ReLU")
                    .samples(sample("pair").input(values(new double[] {-1, 2}, 2)))
                    .layer(a -> shared)
                    .forward(
                        (buffer, c) -> {
                          buffer[0] = 0;
                          buffer[1] = c.input(0).floats()[1];
                          return buffer;
                        })
                    .backward(
                        (buffer, c) -> {
                          buffer[1] = c.gradOutput(0).floats()[1];
                          return buffer;
                        })
                    .tests()
                    .toList()
                    .get(1)
                    .getExecutable()
                    .execute())
        .doesNotThrowAnyException();
  }

  @Test
  void cases_may_run_at_the_same_time() throws Exception {
    List<DynamicTest> tests = layerNorm(ParityTests.of("LayerNorm").seeds("0-9")).tests().toList();
    List<Throwable> thrown = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      threads.add(
          new Thread(
              () -> {
                try {
                  for (int i = first; i < tests.size(); i += 4) {
                    tests.get(i).getExecutable().execute();
                  }
                } catch (Throwable e) {
                  synchronized (thrown) {
                    thrown.add(e);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(tests).hasSizeGreaterThan(100);
    assertThat(thrown).isEmpty();
  }
}
