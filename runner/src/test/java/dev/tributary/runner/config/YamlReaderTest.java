package dev.tributary.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  private final Mistakes mistakes = new Mistakes("pipeline.yaml");

  @Test
  void nestingBecomesDotsAndEveryKeyKeepsItsLine() {
    YamlReader.Document document =
        new YamlReader(mistakes)
            .read(
                """
                activities:
                  a:
                    commit: { interval.ms: 500 }

                flight-sql.port: 8082
                """);

    assertThat(document.values().values())
        .containsExactly(
            new Given("activities.a.commit.interval.ms", Optional.of("500"), mistakes.line(3)),
            new Given("flight-sql.port", Optional.of("8082"), mistakes.line(5)));
    assertThat(document.places())
        .containsEntry("activities.a", mistakes.line(2))
        .containsEntry("activities.a.commit", mistakes.line(3));
    assertThat(mistakes.isEmpty()).isTrue();
  }

  @Test
  void aListOfPlainValuesIsReadWithCommas() {
    YamlReader.Document document = new YamlReader(mistakes).read("a: { servers: [x:1, y:2] }");

    assertThat(document.values().get("a.servers").text()).contains("x:1,y:2");
  }

  @Test
  void aKeyWithoutValueIsKeptAsSuch() {
    YamlReader.Document document = new YamlReader(mistakes).read("a:\n  b:\n  c: ~\n  d: ''\n");

    assertThat(document.values().get("a.b").text()).isEmpty();
    assertThat(document.values().get("a.c").text()).isEmpty();
    assertThat(document.values().get("a.d").text()).contains("");
  }

  @Test
  void nestedMappingsInASchemaAreStructs() {
    YamlReader.Document document =
        new YamlReader(mistakes)
            .read(
                """
                endpoints:
                  quakes:
                    schema:
                      id: string not null
                      properties: { mag: double, at: { when: timestamp(us) } }
                """);

    assertThat(document.values().get("endpoints.quakes.schema.id").text())
        .contains("string not null");
    assertThat(document.values().get("endpoints.quakes.schema.properties").text())
        .contains("struct<\"mag\": double, \"at\": struct<\"when\": timestamp(us)>>");
  }

  @Test
  void aNameThatIsGivenTwiceIsRefusedWithBothLines() {
    assertThat(messages("a: { b: 1 }\nc: 2\na.b: 3\nc: { d: 4 }\nc: 5\n"))
        .containsExactly(
            "pipeline.yaml:3: Cannot use a.b: it is given twice, first in pipeline.yaml:1",
            "pipeline.yaml:4: Cannot use c: it is given twice, first in pipeline.yaml:2",
            "pipeline.yaml:5: Cannot use c: it is given twice, first in pipeline.yaml:2");
  }

  @Test
  void aSectionThatIsGivenTwiceIsRefused() {
    assertThat(messages("a:\n  b: 1\na:\n  c: 1\n"))
        .containsExactly(
            "pipeline.yaml:3: Cannot use a: it is given twice, first in pipeline.yaml:1");
  }

  @Test
  void malformedTextIsRefusedWithItsLine() {
    assertThat(messages("a:\n  b: 1\n  c: [1, 2\nd: 3\n"))
        .singleElement()
        .asString()
        .startsWith("pipeline.yaml:4: Cannot use this as YAML: expected ',' or ']'");
    assertThat(messages("a:\n\tb: 1\n"))
        .singleElement()
        .asString()
        .startsWith("pipeline.yaml:2: Cannot use this as YAML: found character '\\t(TAB)'");
    assertThat(messages("a: struct<b: int>\n"))
        .containsExactly(
            "pipeline.yaml:1: Cannot use this as YAML: mapping values are not allowed here; put a"
                + " text that holds \": \" into quotes");
  }

  @Test
  void twoDocumentsInOneFileAreRefused() {
    assertThat(messages("a: 1\n---\nb: 2\n"))
        .singleElement()
        .asString()
        .startsWith("pipeline.yaml:2: Cannot use this as YAML: but found another document");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThat(messages("# nothing\n"))
        .containsExactly(
            "pipeline.yaml:1: Cannot use an empty file: expected the sections endpoints and"
                + " activities");
  }

  @Test
  void aListAtTheTopIsRefused() {
    assertThat(messages("- a\n"))
        .containsExactly(
            "pipeline.yaml:1: Cannot use this: expected sections such as endpoints and activities"
                + " at the top");
  }

  @Test
  void aListOfMappingsIsRefused() {
    assertThat(messages("a:\n  b:\n    - c: 1\n"))
        .containsExactly(
            "pipeline.yaml:3: Cannot use a.b: expected a value or a list of plain values");
  }

  @Test
  void aMappingThatHoldsItselfIsRefused() {
    assertThat(messages("a: &x\n  b: *x\n")).singleElement().asString().contains("nested deeper");
  }

  private List<String> messages(String text) {
    Mistakes found = new Mistakes("pipeline.yaml");
    new YamlReader(found).read(text);
    return catchThrowableOfType(ConfigurationException.class, found::throwIfAny).mistakes().stream()
        .map(Mistake::toString)
        .toList();
  }
}
