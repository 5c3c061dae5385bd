package org.torchparity.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.OracleError;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.harness.CaseResult;

/**
 * Collects results and writes {@code report.json} into a folder:
 *
 * <pre>
 * {"environment": {…}, "cases": [{"id", "module", "args", "dtype", "mode", "seed", "verdict",
 *   "refusal"?, "quantities": [{"name", "elements", "mismatched", "max_abs", "max_rel", "max_ulp",
 *   "verdict", "error_java", "error_torch"}]}]}
 * </pre>
 *
 * A figure that is not finite is a string, {@code "inf"} or {@code "nan"}; an error is null where
 * there is no oracle. Failing cases go to {@code failures/} as fixtures.
 */
public final class JsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final ObjectNode root = MAPPER.createObjectNode();
  private final ArrayNode cases;

  /**
   * Begins a report.
   *
   * @throws IOException if the folder cannot be made
   */
  public JsonReport(Path folder, Map<String, String> environment) throws IOException {
    this.folder = Files.createDirectories(folder);
    environment.forEach(root.putObject("environment")::put);
    cases = root.putArray("cases");
  }

  /** Adds a result. */
  public void add(CaseResult result) {
    Case c = result.c();
    ObjectNode node = cases.addObject();
    node.put("id", c.id());
    node.put("module", c.spec().module());
    node.put("args", c.spec().args().toString());
    node.put("dtype", c.dtype().torchName());
    node.put("mode", c.mode().key());
    node.put("seed", seed(c.id()));
    node.put("verdict", result.verdict().outcome().toString());
    if (!result.verdict().refusal().isEmpty()) {
      node.put("refusal", result.verdict().refusal());
    }
    ArrayNode quantities = node.putArray("quantities");
    result.verdict().quantities().forEach(quantity -> add(quantities.addObject(), quantity));
  }

  /** The seed a catalogue case was drawn from, which ends its id; null for other cases. */
  private static @Nullable Long seed(String id) {
    String last = id.substring(id.lastIndexOf('/') + 1);
    return last.matches("\\d{1,18}") ? Long.valueOf(last) : null;
  }

  private static void add(ObjectNode node, QuantityVerdict quantity) {
    Comparison comparison = quantity.comparison();
    node.put("name", quantity.name());
    node.put("elements", comparison.elements());
    node.put("mismatched", comparison.mismatched());
    number(node, "max_abs", comparison.maxAbsolute());
    number(node, "max_rel", comparison.maxRelative());
    number(node, "max_ulp", comparison.maxUlp());
    node.put("verdict", quantity.outcome().toString());
    error(node, "error_java", quantity.javaError());
    error(node, "error_torch", quantity.referenceError());
  }

  private static void error(ObjectNode node, String name, @Nullable OracleError error) {
    if (error == null) {
      node.putNull(name);
    } else {
      number(node, name, error.greatest());
    }
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.put(name, Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }
  }

  /**
   * Writes a case and what the reference observed of it under {@code failures/}.
   *
   * @return the fixture's path
   * @throws IOException if it cannot be written
   */
  public Path failure(Fixture recording) throws IOException {
    Path failures = Files.createDirectories(folder.resolve("failures"));
    String name = recording.recorded().id().replaceAll("[^A-Za-z0-9_.-]+", "-");
    Path path = failures.resolve(name + ".safetensors");
    Fixtures.write(path, recording);
    return path;
  }

  /**
   * Writes {@code report.json}, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write() throws IOException {
    Path whole = folder.resolve("report.json");
    Path partial = Files.createTempFile(folder, "report", ".tmp");
    try {
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(partial.toFile(), root);
      Files.move(
          partial, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
