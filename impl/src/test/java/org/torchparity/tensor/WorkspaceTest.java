package org.torchparity.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private static final Shape SHAPE = Shape.of(2, 1000);

  private static Tensor empty() {
    return Tensor.empty(DType.FLOAT32, SHAPE);
  }

  @Test
  void a_step_uses_the_memory_of_the_step_before() {
    Workspace workspace = new Workspace();
    float[] first;
    try (Workspace.Step step = workspace.begin()) {
      first = empty().floats();
      assertThat(empty().floats()).isNotSameAs(first);
    }
    try (Workspace.Step step = workspace.begin()) {
      assertThat(Tensor.empty(DType.FLOAT32, Shape.of(2, 999)).floats()).isNotSameAs(first);
      float[] second = empty().floats();
      float[] third = empty().floats();
      assertThat(second == first ^ third == first).isTrue();
    }
  }

  @Test
  void what_a_step_does_not_use_is_let_go() {
    Workspace workspace = new Workspace();
    float[] first;
    try (Workspace.Step step = workspace.begin()) {
      first = empty().floats();
    }
    workspace.begin().close();
    try (Workspace.Step step = workspace.begin()) {
      assertThat(empty().floats()).isNotSameAs(first);
    }
  }

  @Test
  void what_was_computed_in_a_step_is_gone_when_it_is_closed_but_not_a_copy() {
    Tensor gone;
    Tensor view;
    Tensor copy;
    try (Workspace.Step step = new Workspace().begin()) {
      gone = empty();
      gone.floats()[0] = 7;
      view = gone.reshape(2000);
      copy = gone.copy();
    }
    assertThat(copy.get(0)).isEqualTo(7);
    assertThatIllegalStateException()
        .isThrownBy(gone::floats)
        .withMessage(
            "the workspace step that computed this tensor of shape [2, 1000] is closed: copy()"
                + " takes a tensor along");
    assertThatIllegalStateException().isThrownBy(() -> view.get(0));
    assertThat(gone).hasToString("tensor([…], shape=[2, 1000], dtype=float32)");
  }

  @Test
  void an_inner_step_ends_before_the_outer_one_goes_on() {
    try (Workspace.Step outer = new Workspace().begin()) {
      Workspace.Step inner = new Workspace().begin();
      assertThatIllegalStateException().isThrownBy(outer::close).withMessageContaining("closed by");
      inner.close();
      inner.close();
      assertThat(Workspace.isOpen()).isTrue();
      Tensor kept = empty();
      assertThat(kept.elements()).isEqualTo(kept.floats().length);
    }
    assertThat(Workspace.isOpen()).isFalse();
  }

  @Test
  void a_workspace_has_one_step_at_a_time() {
    Workspace workspace = new Workspace();
    try (Workspace.Step step = workspace.begin()) {
      assertThatIllegalStateException()
          .isThrownBy(workspace::begin)
          .withMessage("a step of this workspace is open already: close it first");
    }
  }

  @Test
  void without_a_step_an_empty_tensor_is_zero() {
    assertThat(empty().floats()).containsOnly(0);
  }

  @Test
  void a_poisoned_workspace_fills_its_memory_with_nan() {
    try (Workspace.Step step = Workspace.poisoned().begin()) {
      assertThat(Tensor.empty(DType.FLOAT64, Shape.of(2)).doubles()).containsOnly(Double.NaN);
      assertThat(Tensor.empty(DType.INT64, Shape.of(1)).item()).isEqualTo(Long.MIN_VALUE);
    }
  }
}
