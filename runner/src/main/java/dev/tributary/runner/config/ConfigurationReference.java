package dev.tributary.runner.config;

import dev.tributary.config.Setting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of all settings, made from their declarations. */
public final class ConfigurationReference {
  /** Settings whose default is another on each machine; the page must be the same everywhere. */
  private static final Set<String> ON_THIS_MACHINE = Set.of("query.threads");

  private static final Origin NOWHERE = new Origin.Default();

  private static final String HEAD =
      """
      # Configuration

      <!-- Made from the settings' declarations by `tributary settings --markdown`; do not edit by hand. -->

      A pipeline is one YAML file. Nesting is dots: `flight-sql: { port: 8082 }` is `flight-sql.port`. `tributary validate FILE`
      tells every mistake with its line, or prints what is in force, where each value comes from, and secrets as `****`.

      - **Environment.** `TRIBUTARY_` and the full name in upper case, dots and dashes as `_`, goes before the file:
        `TRIBUTARY_FLIGHT_SQL_PORT=9090`, `TRIBUTARY_ENDPOINTS_FLIGHTS_TOPIC=flights-2`. A `TRIBUTARY_` variable that is no
        setting stops the start.
      - **References.** A value may hold `${env:NAME}`, `${env:NAME:-default}` or `${file:path:key}` (a key of a properties
        file); `$${` is a plain `${`. Passwords belong there, not into the file.
      - **Paths** are relative to the folder that the process was started in.
      - **Sizes** may be written as `64MB` (powers of 1024); durations are milliseconds and end in `.ms`.

      """;

  private ConfigurationReference() {}

  /** The page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    KnownSections.SINGLE
        .keySet()
        .forEach(name -> section(page, name, name + ".", KnownSections.single(name, NOWHERE)));
    section(
        page,
        "endpoints.&lt;id&gt;",
        "",
        KnownSections.many(KnownSections.ENDPOINTS, "id", NOWHERE));
    page.append(
        """

        - `schema` holds columns and their types: `boolean`, `tinyint`, `smallint`, `int`, `bigint`, `float`, `double`,
          `decimal(p,s)`, `string`, `binary`, `date`, `timestamp(us)`, `timestamp(ns)`, `list<type>`, `map<string, type>`, and
          `struct<name: type, ...>` or a nested mapping; ` not null` may follow. Columns that are not declared are detected.
        - `client.` and a property of Kafka's own consumer is passed to it: `client.security.protocol: SASL_SSL`.
        """);
    section(
        page,
        "activities.&lt;id&gt;",
        "",
        KnownSections.many(KnownSections.ACTIVITIES, "id", NOWHERE));
    return page.toString();
  }

  private static void section(
      StringBuilder page, String title, String shownPrefix, Section section) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| name | type | default | allowed | meaning |\n|---|---|---|---|---|\n");
    section.known().forEach(known -> page.append(row(shownPrefix, known)));
  }

  private static String row(String shownPrefix, Section.Known known) {
    Setting<?> setting = known.setting();
    String fallback =
        setting.required()
            ? "**required**"
            : ON_THIS_MACHINE.contains(setting.name()) ? "by machine" : code(setting.defaultText());
    return "| "
        + String.join(
            " | ",
            code(shownPrefix + known.localName()) + aliases(setting.aliases()),
            setting.type(),
            fallback,
            setting.range(),
            setting.sentence().replace("|", "\\|"))
        + " |\n";
  }

  private static String aliases(List<String> aliases) {
    return aliases.isEmpty()
        ? ""
        : aliases.stream()
            .map(ConfigurationReference::code)
            .collect(Collectors.joining(", ", " (also ", ")"));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
