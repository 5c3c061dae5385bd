package org.torchparity.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.WholeFiles;
import org.torchparity.harness.CaseResult;

/**
 * Collects results and writes them into a folder, as {@code report.json} and as a page to look at:
 *
 * <pre>
 * {"environment": {…}, "families": {module: family}, "cases": [{"id", "module", "args", "dtype", "mode", "seed",
 *   "verdict", "refusal"?, "message"?, "rerun", "quantities": [{"name", "elements", "mismatched",
 *   "max_abs", "max_rel", "max_ulp", "share", "verdict", "error_java", "error_torch", "atol",
 *   "rtol", "histogram"?: {"from", "counts"}, "worst"?: [{"at", "java", "torch", "oracle"?}]}]}]}
 * </pre>
 *
 * Figures have four significant digits, elements all of theirs; what is not finite is a string,
 * {@code "inf"} or {@code "nan"}; an error is null where there is no oracle. {@code share} is the
 * greatest error as a part of what is allowed, the histogram counts elements that differ by bins of
 * half a decade of it, the first beginning at 10 to the power {@code from}. Failing cases have
 * their whole message, and go to {@code failures/} as fixtures.
 */
public final class JsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final ObjectNode root = MAPPER.createObjectNode();
  private final ArrayNode cases;
  private final ObjectNode families;
  private final Map<String, String> catalogue = new HashMap<>();

  /**
   * Begins a report.
   *
   * @throws IOException if the folder cannot be made
   */
  public JsonReport(Path folder, Map<String, String> environment) throws IOException {
    this.folder = Files.createDirectories(folder);
    environment.forEach(root.putObject("environment")::put);
    families = root.putObject("families");
    cases = root.putArray("cases");
    Catalogue.standard()
        .families()
        .forEach(
            family -> family.rows().forEach(row -> catalogue.put(row.module(), family.name())));
  }

  /**
   * Adds a result.
   *
   * @param rerun the command that runs just this case again
   */
  public void add(CaseResult result, String rerun) {
    Case c = result.c();
    ObjectNode node = cases.addObject();
    node.put("id", c.id());
    String module = c.spec().module();
    node.put("module", module);
    String family = catalogue.get(module);
    if (family != null) {
      families.put(module, family);
    }
    node.put("args", c.spec().args().toString());
    node.put("dtype", c.dtype().torchName());
    node.put("mode", c.mode().key());
    node.put("seed", seed(c.id()));
    node.put("verdict", result.verdict().outcome().toString());
    if (!result.verdict().refusal().isEmpty()) {
      node.put("refusal", result.verdict().refusal());
    }
    if (!result.verdict().outcome().isAgreement()) {
      node.put("message", result.verdict().message(rerun));
    }
    node.put("rerun", rerun);
    ArrayNode quantities = node.putArray("quantities");
    for (QuantityVerdict quantity : result.verdict().quantities()) {
      QuantityJson.write(quantities.addObject(), quantity);
    }
  }

  /** The seed a catalogue case was drawn from, which ends its id; null for other cases. */
  private static @Nullable Long seed(String id) {
    String last = id.substring(id.lastIndexOf('/') + 1);
    return last.matches("\\d{1,18}") ? Long.valueOf(last) : null;
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
   * Writes {@code report.json} and {@code index.html}, each whole or not at all.
   *
   * @throws IOException if one cannot be written
   */
  public void write() throws IOException {
    WholeFiles.write(
        folder.resolve("report.json"),
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    HtmlReport.write(folder.resolve("index.html"), MAPPER.writeValueAsString(root));
  }
}
