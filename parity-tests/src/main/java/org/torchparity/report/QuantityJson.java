package org.torchparity.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.ErrorSpread;
import org.torchparity.compare.OracleError;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** One quantity of a case as {@link JsonReport} writes it. */
final class QuantityJson {
  /** Worst elements to show of a quantity that agrees, and of one that does not. */
  private static final int SHOWN = 3;

  private static final int SHOWN_OF_FAILING = 10;

  private static final MathContext FIGURE = new MathContext(4);

  private QuantityJson() {}

  static void write(ObjectNode node, QuantityVerdict quantity) {
    Comparison comparison = quantity.comparison();
    node.put("name", quantity.name());
    node.put("elements", comparison.elements());
    node.put("mismatched", comparison.mismatched());
    figure(node, "max_abs", comparison.maxAbsolute());
    figure(node, "max_rel", comparison.maxRelative());
    figure(node, "max_ulp", comparison.maxUlp());
    ErrorSpread spread =
        comparison.kind() == Comparison.Kind.VALUES
            ? ErrorSpread.of(
                comparison, quantity.outcome().isAgreement() ? SHOWN : SHOWN_OF_FAILING)
            : null;
    figure(node, "share", spread == null ? Double.POSITIVE_INFINITY : spread.greatest());
    node.put("verdict", quantity.outcome().toString());
    error(node, "error_java", quantity.javaError());
    error(node, "error_torch", quantity.referenceError());
    node.put("atol", comparison.tolerance().atol());
    node.put("rtol", comparison.tolerance().rtol());
    Tensor actual = comparison.actual();
    if (actual != null && spread != null && !spread.worst().isEmpty()) {
      histogram(node.putObject("histogram"), spread.counts());
      ArrayNode worst = node.putArray("worst");
      for (ErrorSpread.Element each : spread.worst()) {
        element(worst.addObject(), each.position(), actual, quantity);
      }
    }
  }

  /** Bins without an element are left out at both ends. */
  private static void histogram(ObjectNode node, int[] counts) {
    int first = 0;
    while (counts[first] == 0) {
      first++;
    }
    int last = counts.length - 1;
    while (counts[last] == 0) {
      last--;
    }
    node.put("from", ErrorSpread.FIRST_DECADE + first / 2.0);
    ArrayNode array = node.putArray("counts");
    for (int i = first; i <= last; i++) {
      array.add(counts[i]);
    }
  }

  private static void element(
      ObjectNode node, int position, Tensor actual, QuantityVerdict quantity) {
    ArrayNode index = node.putArray("at");
    for (int i : actual.shape().indexOf(position)) {
      index.add(i);
    }
    value(node, "java", actual, position);
    value(node, "torch", quantity.comparison().expected(), position);
    Tensor oracle = quantity.oracle();
    if (oracle != null && oracle.shape().equals(actual.shape())) {
      value(node, "oracle", oracle, position);
    }
  }

  private static void value(ObjectNode node, String name, Tensor tensor, int position) {
    double value = tensor.get(position);
    if (!Double.isFinite(value)) {
      node.put(name, notFinite(value));
    } else if (tensor.dtype() == DType.FLOAT32) {
      node.put(name, (float) value);
    } else if (tensor.dtype() == DType.INT64) {
      node.put(name, tensor.longs()[position]);
    } else {
      node.put(name, value);
    }
  }

  private static void error(ObjectNode node, String name, @Nullable OracleError error) {
    if (error == null) {
      node.putNull(name);
    } else {
      figure(node, name, error.greatest());
    }
  }

  private static void figure(ObjectNode node, String name, double value) {
    if (value == 0) {
      node.put(name, 0);
    } else if (Double.isFinite(value)) {
      node.put(name, BigDecimal.valueOf(value).round(FIGURE).doubleValue());
    } else {
      node.put(name, notFinite(value));
    }
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }
}
