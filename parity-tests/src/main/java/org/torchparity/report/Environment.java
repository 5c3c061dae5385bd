package org.torchparity.report;

import java.util.Map;
import java.util.TreeMap;
import org.torchparity.kernel.Kernels;

/** What the figures of a run depend on. */
public final class Environment {
  private Environment() {}

  /**
   * This Java, its kernels and its machine, by name.
   *
   * @param reference what the run is held against
   */
  public static Map<String, String> of(String reference) {
    Map<String, String> environment = new TreeMap<>();
    String own = Environment.class.getPackage().getImplementationVersion();
    environment.put("torchparity", own == null ? "from source" : own);
    environment.put("java", Runtime.version().toString());
    environment.put("kernels", Kernels.description());
    environment.put("reference", reference);
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return environment;
  }
}
