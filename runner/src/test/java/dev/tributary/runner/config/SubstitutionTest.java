package dev.tributary.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {
  private final Substitution substitution =
      new Substitution(Map.of("HOST", "kafka-1", "PW", "a$1\\b"));

  @TempDir Path folder;

  @Test
  void variablesAreReplacedWhereverTheyStand() {
    assertThat(substitution.resolve("${env:HOST}:9092,${env:HOST}:9093"))
        .isEqualTo("kafka-1:9092,kafka-1:9093");
    assertThat(substitution.resolve("x=${env:PW}")).isEqualTo("x=a$1\\b");
  }

  @Test
  void aDefaultStandsInForAVariableThatIsNotSet() {
    assertThat(substitution.resolve("${env:PORT:-9092}")).isEqualTo("9092");
    assertThat(substitution.resolve("${env:PORT:-}")).isEmpty();
    assertThat(substitution.resolve("${env:HOST:-other}")).isEqualTo("kafka-1");
  }

  @Test
  void aKeyOfAPropertiesFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("secrets.properties"), "db.password=hunter2\n");

    assertThat(substitution.resolve("${file:" + file + ":db.password}")).isEqualTo("hunter2");
  }

  @Test
  void whatCannotBeFoundIsToldWithItsReference() throws IOException {
    Path file = Files.writeString(folder.resolve("secrets.properties"), "db.password=hunter2\n");
    Path absent = folder.resolve("absent.properties");

    assertThatThrownBy(() -> substitution.resolve("${env:PORT}"))
        .hasMessage("environment variable PORT is not set and ${env:PORT} has no default");
    assertThatThrownBy(() -> substitution.resolve("${file:" + file + ":db.pasword}"))
        .hasMessage("file " + file + " of ${file:" + file + ":db.pasword} has no key db.pasword");
    assertThatThrownBy(() -> substitution.resolve("${file:" + absent + ":x}"))
        .hasMessage(
            "file " + absent + " of ${file:" + absent + ":x} cannot be read (NoSuchFileException)");
    assertThatThrownBy(() -> substitution.resolve("${file:nokey}"))
        .hasMessage("${file:nokey} must be ${file:path:key}, a properties file and a key in it");
    assertThatThrownBy(() -> substitution.resolve("${HOST}"))
        .hasMessage("${HOST} is none of ${env:NAME}, ${env:NAME:-default}, ${file:path:key}");
  }

  @Test
  void twoDollarsStandForOne() {
    assertThat(substitution.resolve("$${env:HOST}")).isEqualTo("${env:HOST}");
    assertThat(Substitution.refers("$${env:HOST}")).isFalse();
    assertThat(Substitution.refers("a${env:HOST}")).isTrue();
  }

  @Test
  void theVariablesOfATextAreKnownWithoutResolvingIt() {
    assertThat(Substitution.variables("${env:B:-x} ${file:a:b} ${env:A} $${env:C}"))
        .containsExactly("A", "B");
  }
}
