package dev.tributary.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void thePageInDocsIsTheOneThatTheDeclarationsMake() throws IOException {
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "(no page)")
        .as(
            "docs/configuration.md is stale; make it anew with: java -jar"
                + " runner/target/tributary-runner.jar settings --markdown > docs/configuration.md")
        .isEqualTo(ConfigurationReference.markdown());
  }

  @Test
  void everySectionAndAliasIsOnThePage() {
    assertThat(ConfigurationReference.markdown())
        .contains(
            "## lakehouse",
            "## query",
            "## flight-sql",
            "## runner",
            "## endpoints.&lt;id&gt;",
            "## activities.&lt;id&gt;",
            "| `output.time.column` |",
            "(also `abortAfterCrashes`)");
  }
}
