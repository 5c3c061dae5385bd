package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.torchparity.catalogue.Sample.sample;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue.Selected;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.nn.Module;
import org.torchparity.nn.norm.BatchNorm1d;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The catalogue is complete, and its cases are what they say. */
class CatalogueTest {
  private final Catalogue catalogue = Catalogue.standard();

  /** Containers are checked with the layers they hold, edunn's own layers apart from torch's. */
  private static final Set<String> WITHOUT_ROW = Set.of("Sequential", "ModuleList", "ModuleDict");

  @Test
  void every_layer_has_a_row() {
    Set<String> layers =
        new ClassFileImporter()
            .importPackages("org.torchparity.nn").stream()
                .filter(type -> type.isAssignableTo(Module.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.isInnerClass())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    layers.removeAll(WITHOUT_ROW);
    assertThat(layers).hasSizeGreaterThanOrEqualTo(125);
    Set<String> rows = catalogue.rows().stream().map(Row::simpleName).collect(Collectors.toSet());
    assertThat(rows).containsAll(layers);
  }

  @Test
  void every_constructor_argument_is_varied_by_some_sample() {
    for (Row row : catalogue.rows()) {
      Set<String> arguments = new TreeSet<>();
      Set<String> varied = new TreeSet<>();
      for (Sample sample : row.samples()) {
        varied.addAll(sample.args().asMap().keySet());
        if (sample.refusal() == null) {
          arguments.addAll(row.argumentNames(sample.args()));
        }
      }
      assertThat(varied).as(row.simpleName()).containsAll(arguments);
    }
  }

  @Test
  void every_module_has_samples_that_run_and_samples_that_are_refused() {
    for (Row row : catalogue.rows()) {
      assertThat(row.samples().stream().filter(each -> each.refusal() == null))
          .as(row.simpleName())
          .hasSizeGreaterThanOrEqualTo(10);
      assertThat(row.samples().stream().filter(each -> each.refusal() != null))
          .as("refused samples of " + row.simpleName())
          .isNotEmpty();
    }
  }

  @Test
  void two_rows_or_two_samples_of_one_name_are_refused() {
    Row row = Row.of("BatchNorm1d", a -> new BatchNorm1d(a.integer("num_features")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Catalogue(List.of(new Family("norm", List.of(row, row)))))
        .withMessage("the catalogue has two rows for torch.nn.BatchNorm1d");
    Row twice = row.samples(sample("a", "num_features", 1), sample("a", "num_features", 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Catalogue(List.of(new Family("norm", List.of(twice)))))
        .withMessage("torch.nn.BatchNorm1d has two samples of one name");
  }

  @Test
  void unknown_modules_and_samples_are_named() {
    assertThatExceptionOfType(UnsupportedCaseException.class)
        .isThrownBy(() -> catalogue.select(List.of("batchnorm1d")))
        .withMessage("unknown module 'batchnorm1d': did you mean BatchNorm1d?");
    assertThatExceptionOfType(UnsupportedCaseException.class)
        .isThrownBy(() -> catalogue.select(List.of("BatchNorm1d/nothing")))
        .withMessage(
            "'BatchNorm1d/nothing' names no sample: 'torchparity list BatchNorm1d' shows them");
  }

  @Test
  void the_same_seed_draws_the_same_case_and_another_seed_another() {
    Selected selected = catalogue.select(List.of("BatchNorm1d/batch_of_two/train")).get(0);
    Case first = CaseDrawer.draw(selected, DType.FLOAT32, 3);
    Case again = CaseDrawer.draw(selected, DType.FLOAT32, 3);
    Case other = CaseDrawer.draw(selected, DType.FLOAT32, 4);
    assertThat(only(first.gradOutputs()).isBitwiseEqualTo(only(again.gradOutputs()))).isTrue();
    assertThat(only(first.gradOutputs()).isBitwiseEqualTo(only(other.gradOutputs()))).isFalse();
    assertThat(first.inputs().get("0").isBitwiseEqualTo(again.inputs().get("0"))).isTrue();
  }

  @Test
  void upstream_gradients_differ_from_element_to_element() {
    Selected selected = catalogue.select(List.of("BatchNorm1d/batch_of_two/train")).get(0);
    double[] g = only(CaseDrawer.draw(selected, DType.FLOAT64, 0).gradOutputs()).doubles();
    assertThat(Arrays.stream(g).distinct().count()).isEqualTo(g.length);
  }

  private static Tensor only(Map<Integer, Tensor> gradients) {
    return gradients.get(0);
  }
}
