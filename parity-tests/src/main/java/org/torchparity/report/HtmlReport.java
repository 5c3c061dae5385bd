package org.torchparity.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torchparity.fixtures.WholeFiles;

/**
 * The page of a report: {@code index.html} with style, scripts and data in it, so that it opens
 * from a disk without a network. The charts are uPlot's, from its WebJar.
 */
final class HtmlReport {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([\\w.]+)}}");

  private HtmlReport() {}

  /** Writes the page around the text of {@code report.json}. */
  static void write(Path file, String json) throws IOException {
    StringBuilder page = new StringBuilder();
    Matcher place = PLACE.matcher(resource("index.html"));
    while (place.find()) {
      place.appendReplacement(page, Matcher.quoteReplacement(part(place.group(1), json)));
    }
    place.appendTail(page);
    WholeFiles.write(file, page.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String part(String name, String json) throws IOException {
    return switch (name) {
      // JSON has '<' in strings only, where the escape means the same and ends no script.
      case "report.json" -> json.replace("<", "\\u003c");
      case "LICENSE" -> resource(charts() + name);
      case "uPlot.min.css", "uPlot.iife.min.js" -> resource(charts() + "dist/" + name);
      default -> resource(name);
    };
  }

  /** The folder of uPlot's files, which is named after the version that the build pins. */
  private static String charts() throws IOException {
    Properties properties = new Properties();
    properties.load(
        new StringReader(resource("/META-INF/maven/org.webjars.npm/uplot/pom.properties")));
    return "/META-INF/resources/webjars/uplot/" + properties.getProperty("version", "") + "/";
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException("not on the class path: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
