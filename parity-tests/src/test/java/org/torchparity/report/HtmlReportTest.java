package org.torchparity.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir private Path folder;

  private String written(String json) throws IOException {
    Path file = folder.resolve("index.html");
    HtmlReport.write(file, json);
    return Files.readString(file);
  }

  @Test
  void the_page_holds_its_style_scripts_and_data_and_names_no_other_file() throws IOException {
    String page = written("{\"cases\": []}");
    assertThat(page)
        .contains("var uPlot=", ".uplot", "--rounding", "JSON.parse(", "{\"cases\": []}")
        .doesNotContain("<link", " src=", "url(", "@import", "{{");
  }

  @Test
  void no_text_of_the_data_ends_its_script() throws IOException {
    assertThat(written("{\"id\": \"</script><!-- {{report.js}} $1\"}"))
        .contains("{\"id\": \"\\u003c/script>\\u003c!-- {{report.js}} $1\"}");
  }
}
