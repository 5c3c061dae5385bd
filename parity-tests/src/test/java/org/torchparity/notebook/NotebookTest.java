package org.torchparity.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.cli.Torchparity;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;

/** The notebook's cells, in its order, with its numbers. */
@RequiresLibtorch
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotebookTest {
  private static final Map<Integer, Cell> CELLS =
      Notebook.run(new JavaBackend(Catalogue.standard()), LibtorchBackend.withThreads(1)).stream()
          .collect(Collectors.toMap(Cell::number, cell -> cell));

  @Test
  @Order(5)
  void cell_5_seed_123_draws_the_input_to_every_printed_digit() {
    assertCell(5, "0.69646919, 0.28613933, 0.22685145", "as the notebook prints it");
  }

  @Test
  @Order(6)
  void cell_6_forward_gives_every_printed_digit() {
    assertCell(6, "0.72640427, -0.41564403, -0.29326955", "as the notebook prints it");
  }

  @Test
  @Order(7)
  void cell_7_the_three_gradients_have_every_printed_digit() {
    assertCell(
        7, "2.89510703e-04", "0.50324365,  0.71064996", "0.74458162", "as the notebook prints it");
  }

  @Test
  @Order(8)
  void cell_8_libtorch_gives_every_digit_that_torch_printed() {
    assertCell(8, "0.7264, -0.4156, -0.2933", "as the notebook prints it");
  }

  @Test
  @Order(9)
  void cell_9_outputs_are_the_same() {
    assertCell(9, "SUCCESS :) Arrays are equal (tolerance 1e-05)");
  }

  @Test
  @Order(10)
  void cell_10_libtorch_gives_the_gradients_that_torch_printed() {
    assertCell(10, "0.5032,  0.7106", "0.7446, 0.9420", "as the notebook prints it");
  }

  @Test
  @Order(10)
  void cell_10_without_vector_instructions_every_digit_is_the_notebooks() throws Exception {
    String printed = notebookWithoutVectorInstructions();
    assertThat(printed)
        .contains("2.8979e-04, -2.7798e-04, -8.7130e-04, -2.6777e-05,  4.5487e-04")
        .contains("2.2137e-05, -1.8774e-06, -2.1019e-05,  3.1497e-02, -9.4629e-04")
        .doesNotContain("to within float32 rounding")
        .contains("10 cells: 10 agree, 0 do not");
  }

  @Test
  @Order(11)
  void cell_11_input_gradients_are_the_same() {
    assertCell(11, "SUCCESS :) Arrays are equal (tolerance 1e-05)");
  }

  @Test
  @Order(12)
  void cell_12_gradients_of_gamma_are_the_same() {
    assertCell(12, "SUCCESS :) Arrays are equal (tolerance 1e-05)");
  }

  @Test
  @Order(13)
  void cell_13_gradients_of_beta_are_the_same() {
    assertCell(13, "SUCCESS :) Arrays are equal (tolerance 1e-05)");
  }

  @Test
  @Order(14)
  void cell_14_the_error_is_the_checkers_by_a_factor_of_three_halves() {
    assertCell(
        14,
        "ERROR, δE/δx relative error (max): 0.20005 (tolerance: 1e-05)",
        "numerical / automatic: 1.50000 on average",
        "the gradients of Java agree with numerical derivatives");
  }

  private static void assertCell(int number, String... texts) {
    Cell cell = CELLS.get(number);
    assertThat(cell.text()).contains(texts);
    assertThat(cell.agrees()).isTrue();
  }

  /** Libtorch reads its capability once a process, so this needs a process of its own. */
  private static String notebookWithoutVectorInstructions()
      throws IOException, InterruptedException {
    ProcessBuilder child =
        new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-classpath",
                System.getProperty("java.class.path"),
                Torchparity.class.getName(),
                "notebook"));
    child.environment().put("ATEN_CPU_CAPABILITY", "default");
    child.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = child.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
