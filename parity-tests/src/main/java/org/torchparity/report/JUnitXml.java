package org.torchparity.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.torchparity.fixtures.WholeFiles;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck.Checked;

/**
 * Collects the results of fixtures and writes them as CI systems read JUnit's: a {@code testcase} a
 * case with a {@code failure} where it disagrees, and an {@code error} for each file that cannot be
 * used or was changed.
 */
public final class JUnitXml {
  private final String name;
  private final Map<String, String> properties;
  private final List<Test> tests = new ArrayList<>();

  private enum Kind {
    PASSED,
    FAILURE,
    ERROR
  }

  private record Test(String group, String name, long nanos, Kind kind, String text) {
    String headline() {
      return text.lines().findFirst().orElse("");
    }
  }

  /** Begins a suite; the properties say what it depends on. */
  public JUnitXml(String name, Map<String, String> properties) {
    this.name = name;
    this.properties = Map.copyOf(properties);
  }

  /** Adds what came of a file. */
  public void add(Checked checked) {
    CaseResult result = checked.result();
    String id = checked.file().id();
    if (result == null) {
      tests.add(new Test("fixtures", id, checked.nanos(), Kind.ERROR, checked.fault()));
      return;
    }
    String module = result.c().spec().module();
    if (!result.verdict().outcome().isAgreement()) {
      String message = result.verdict().message("torchparity " + result.rerun());
      String text = checked.fault().isEmpty() ? message : message + "\n\n" + checked.fault();
      tests.add(new Test(module, id, checked.nanos(), Kind.FAILURE, text));
    } else {
      Kind kind = checked.fault().isEmpty() ? Kind.PASSED : Kind.ERROR;
      tests.add(new Test(module, id, checked.nanos(), kind, checked.fault()));
    }
  }

  /** Adds a fault that belongs to no file that is there. */
  public void addFault(String fault) {
    tests.add(new Test("fixtures", "index", 0, Kind.ERROR, fault));
  }

  /**
   * Writes the report, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      suite(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeFiles.write(file, bytes.toByteArray());
  }

  private void suite(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(tests.size()));
    xml.writeAttribute("failures", Long.toString(count(Kind.FAILURE)));
    xml.writeAttribute("errors", Long.toString(count(Kind.ERROR)));
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", seconds(tests.stream().mapToLong(Test::nanos).sum()));
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    for (String key : properties.keySet().stream().sorted().toList()) {
      xml.writeCharacters("\n    ");
      xml.writeEmptyElement("property");
      xml.writeAttribute("name", key);
      xml.writeAttribute("value", legal(properties.getOrDefault(key, "")));
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
    for (Test test : tests) {
      test(xml, test);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static void test(XMLStreamWriter xml, Test test) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(test.group()));
    xml.writeAttribute("name", legal(test.name()));
    xml.writeAttribute("time", seconds(test.nanos()));
    if (test.kind() != Kind.PASSED) {
      xml.writeStartElement(test.kind().name().toLowerCase(Locale.ROOT));
      xml.writeAttribute("message", legal(test.headline()));
      xml.writeAttribute("type", test.kind() == Kind.FAILURE ? "disagreement" : "unusable");
      xml.writeCharacters(legal(test.text()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private long count(Kind kind) {
    return tests.stream().filter(test -> test.kind() == kind).count();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
  }

  /** Writes out what XML 1.0 cannot hold, not even escaped: control characters, lone surrogates. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\t'
                  || point == '\n'
                  || (point >= 0x20 && point <= 0xD7FF)
                  || (point >= 0xE000 && point <= 0xFFFD)
                  || point >= 0x10000) {
                legal.appendCodePoint(point);
              } else {
                legal.append(String.format("\\u%04x", point));
              }
            });
    return legal.toString();
  }
}
