package org.torchparity.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.harness.FixtureCheck.Checked;
import org.torchparity.harness.FixtureFile;
import org.w3c.dom.Element;

class JUnitXmlTest {
  @TempDir private Path folder;

  private Element written(JUnitXml xml) throws Exception {
    Path file = folder.resolve("report.xml");
    xml.write(file);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  @Test
  void what_xml_cannot_hold_is_written_out() throws Exception {
    JUnitXml xml = new JUnitXml("suite", Map.of("key", "a\u0000b"));
    String fault = "<&>\" ]]> \u0001\u001b[31m \uD800 \uFFFF \uD83D\uDE00\nsecond line";
    xml.add(new Checked(new FixtureFile(folder, "i\u0007d", ""), null, fault, 1_500_000));
    Element suite = written(xml);
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    String visible = "<&>\" ]]> \\u0001\\u001b[31m \\ud800 \\uffff \uD83D\uDE00";
    assertThat(error.getAttribute("message")).isEqualTo(visible);
    assertThat(error.getTextContent()).isEqualTo(visible + "\nsecond line");
    Element test = (Element) error.getParentNode();
    assertThat(test.getAttribute("name")).isEqualTo("i\\u0007d");
    assertThat(test.getAttribute("time")).isEqualTo("0.001500");
    Element property = (Element) suite.getElementsByTagName("property").item(0);
    assertThat(property.getAttribute("value")).isEqualTo("a\\u0000b");
  }

  @Test
  void an_empty_suite_is_a_report_too() throws Exception {
    assertThat(written(new JUnitXml("suite", Map.of())).getAttribute("tests")).isEqualTo("0");
  }

  @Test
  void a_fault_of_the_index_is_an_error() throws Exception {
    JUnitXml xml = new JUnitXml("suite", Map.of());
    xml.addFault("index.json: lists 'x', but there is no such file");
    assertThat(written(xml).getAttribute("errors")).isEqualTo("1");
  }
}
