package dev.tributary.runner.config;

import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import dev.tributary.flightsql.FlightSqlConfig;
import dev.tributary.lakehouse.LakehouseConfig;
import dev.tributary.query.QueryConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One reading of one configuration: from text to checked parts. */
final class ConfigurationReader {
  private final String file;
  private final Map<String, String> environment;
  private final Mistakes mistakes;

  ConfigurationReader(String file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
    this.mistakes = new Mistakes(file);
  }

  Configuration read(String text) {
    YamlReader.Document document = new YamlReader(mistakes).read(text);
    if (document.values().isEmpty()) {
      mistakes.throwIfAny();
    }
    Layout layout = Layout.of(document, mistakes);
    List<Given> overriding = overriding(document, layout);
    Map<String, SectionValues> values = new LinkedHashMap<>();
    EndpointReading endpoints = new EndpointReading(mistakes);
    for (Section section : layout.sections().values()) {
      List<Given> written = layout.valuesOf(section);
      boolean endpoint = isUnder(section, KnownSections.ENDPOINTS);
      SectionValues read =
          new SectionReader(section, new Substitution(environment), mistakes)
              .read(
                  endpoint ? EndpointSchemas.settingsAmong(section, written) : written,
                  overriding.stream()
                      .filter(given -> given.name().startsWith(section.address() + "."))
                      .toList());
      values.put(section.address(), read);
      if (endpoint) {
        endpoints.read(read, EndpointSchemas.schemaAmong(section, written, mistakes));
      }
    }
    ActivityReading reading = new ActivityReading(endpoints, mistakes);
    List<ActivityConfiguration> activities =
        values.values().stream()
            .filter(read -> isUnder(read.section(), KnownSections.ACTIVITIES))
            .map(reading::read)
            .flatMap(Optional::stream)
            .toList();
    Optional<LakehouseConfig> lakehouse =
        make(values.get(KnownSections.LAKEHOUSE), LakehouseConfig.SETTINGS, LakehouseConfig::from);
    Optional<QueryConfig> query =
        make(values.get(KnownSections.QUERY), QueryConfig.SETTINGS, QueryConfig::from);
    Optional<FlightSqlConfig> flightSql =
        make(values.get(KnownSections.FLIGHT_SQL), FlightSqlConfig.SETTINGS, FlightSqlConfig::from);
    Optional<RunnerConfig> runner =
        make(values.get(KnownSections.RUNNER), RunnerConfig.SETTINGS, RunnerConfig::from);
    mistakes.throwIfAny();
    return new Configuration(
        file,
        lakehouse.orElseThrow(),
        query.orElseThrow(),
        flightSql.orElseThrow(),
        runner.orElseThrow(),
        activities,
        values.values().stream()
            .flatMap(read -> read.effective().stream())
            .filter(EffectiveValue::isThere)
            .map(EffectiveValue::toString)
            .toList());
  }

  private <T> Optional<T> make(
      SectionValues values, Settings settings, Function<SettingValues, T> maker) {
    return values.make(() -> maker.apply(values.of(settings)), mistakes);
  }

  private static boolean isUnder(Section section, String kind) {
    return section.address().startsWith(kind + ".");
  }

  private List<Given> overriding(YamlReader.Document document, Layout layout) {
    Set<String> read = new TreeSet<>();
    document
        .values()
        .values()
        .forEach(given -> given.text().ifPresent(t -> read.addAll(Substitution.variables(t))));
    return List.copyOf(
        new EnvironmentOverrides(layout.sections().values())
            .in(environment, document.values().keySet(), read, mistakes)
            .values());
  }
}
