package org.torchparity.nn.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.activation.ReLU;
import org.torchparity.nn.dropout.Dropout;
import org.torchparity.nn.linear.Linear;
import org.torchparity.nn.norm.BatchNorm1d;
import org.torchparity.nn.sparse.Embedding;
import org.torchparity.tensor.Tensor;

class ContainersTest {
  private static Sequential network() {
    Sequential network = new Sequential(new Linear(2, 2), new ReLU(), new Linear(2, 1));
    network.loadStateDict(
        Map.of(
            "0.weight", Tensor.of(new float[] {1, 2, -3, 1}, 2, 2),
            "0.bias", Tensor.of(new float[] {0, 1}, 2),
            "2.weight", Tensor.of(new float[] {5, 7}, 1, 2),
            "2.bias", Tensor.of(new float[] {-1}, 1)));
    return network;
  }

  @Test
  void a_sequential_runs_forward_and_backward_through_its_modules() {
    Pass pass = network().forward(Tensor.of(new float[] {1, 1}, 1, 2));
    // Hidden: relu(3, -1) = (3, 0).
    assertThat(pass.output().floats()).containsExactly(14);
    Gradients gradients = pass.backward(Tensor.of(new float[] {2}, 1, 1));
    assertThat(gradients.parameter("2.weight").floats()).containsExactly(6, 0);
    assertThat(gradients.parameter("2.bias").floats()).containsExactly(2);
    assertThat(gradients.parameter("0.weight").floats()).containsExactly(10, 10, 0, 0);
    assertThat(gradients.parameter("0.bias").floats()).containsExactly(10, 0);
    assertThat(gradients.input().floats()).containsExactly(10, 20);
  }

  @Test
  void keys_are_dotted_in_the_order_of_the_modules() {
    assertThat(network().stateDict().keySet())
        .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    Sequential nested = new Sequential(new BatchNorm1d(2), network());
    assertThat(nested.stateDict().keySet())
        .contains("0.running_mean", "1.0.weight", "1.2.bias")
        .hasSize(9);
    assertThat(nested.parameters()).hasSize(6);
  }

  @Test
  void named_modules_keep_their_names_and_order() {
    Map<String, Module> named = new LinkedHashMap<>();
    named.put("second", new Linear(2, 2));
    named.put("first", new Linear(2, 2));
    Sequential network = new Sequential(named);
    assertThat(network.parameters().keySet())
        .containsExactly("second.weight", "second.bias", "first.weight", "first.bias");
    assertThat(network.get(-1)).isSameAs(named.get("first"));
    Gradients gradients =
        network.forward(Tensor.of(new float[2], 1, 2)).backward(Tensor.of(new float[2], 1, 2));
    assertThat(gradients.parameters().keySet()).containsAll(network.parameters().keySet());
  }

  @Test
  void a_sequential_without_modules_gives_its_input() {
    Tensor x = Tensor.of(new float[] {1, 2}, 2);
    Pass pass = new Sequential().forward(x);
    assertThat(pass.output()).isSameAs(x);
    assertThat(pass.backward(x).input()).isSameAs(x);
  }

  @Test
  void an_embedding_first_has_no_input_gradient_but_one_of_its_weight() {
    Sequential network = new Sequential(new Embedding(3, 2), new Linear(2, 1));
    Gradients gradients =
        network
            .forward(Tensor.of(new long[] {1, 2}, 2))
            .backward(Tensor.of(new float[] {1, 1}, 2, 1));
    assertThat(gradients.inputs()).isEmpty();
    assertThat(gradients.parameters().keySet())
        .containsExactlyInAnyOrder("0.weight", "1.weight", "1.bias");
  }

  @Test
  void evaluation_reaches_every_module() {
    Sequential network = new Sequential(new Sequential(new Dropout(1)));
    Tensor x = Tensor.of(new float[] {1, 2}, 2);
    assertThat(network.forward(x).output().floats()).containsExactly(0, 0);
    assertThat(network.eval().forward(x).output().floats()).containsExactly(1, 2);
  }

  @Test
  void faults_of_a_state_are_told_by_dotted_key() {
    Map<String, Tensor> state = new LinkedHashMap<>(network().stateDict());
    state.remove("2.bias");
    state.put("0.bias", Tensor.of(new float[3], 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network().loadStateDict(state))
        .withMessageContaining("Missing key(s) in state_dict: \"2.bias\"")
        .withMessageContaining("size mismatch for 0.bias");
  }

  @Test
  void names_with_a_dot_and_empty_ones_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sequential(Map.of("a.b", new ReLU())))
        .withMessage("module name can't contain \".\", got: a.b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModuleDict(Map.of("", new ReLU())))
        .withMessage("module name can't be empty string \"\"");
  }

  @Test
  void a_list_and_a_dictionary_hold_modules_and_cannot_be_called() {
    ModuleList list = new ModuleList(new Linear(1, 1)).append(new ReLU());
    assertThat(list.parameters().keySet()).containsExactly("0.weight", "0.bias");
    assertThat(list.get(-1)).isInstanceOf(ReLU.class);
    assertThat(list).hasSize(2);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> list.get(2))
        .withMessage("index 2 is out of range of 2 modules");
    ModuleDict dictionary = new ModuleDict().put("out", new Linear(1, 1)).put("act", new ReLU());
    assertThat(dictionary.stateDict().keySet()).containsExactly("out.weight", "out.bias");
    assertThat(dictionary.get("act")).isInstanceOf(ReLU.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dictionary.get("in"))
        .withMessage("no module 'in' here, only [out, act]");
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::forward);
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(dictionary::forward);
  }
}
