package dev.tributary.runner.config;

import dev.tributary.activity.ActivityConfig;
import dev.tributary.config.Settings;
import dev.tributary.endpoint.kafka.KafkaEndpointConfig;
import dev.tributary.flightsql.FlightSqlConfig;
import dev.tributary.format.JsonFormatConfig;
import dev.tributary.lakehouse.LakehouseConfig;
import dev.tributary.lakehouse.TableConfig;
import dev.tributary.query.QueryConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which settings stand where: the one place that brings the rooms' declarations together. */
final class KnownSections {
  static final String LAKEHOUSE = "lakehouse";
  static final String QUERY = "query";
  static final String FLIGHT_SQL = "flight-sql";
  static final String RUNNER = "runner";
  static final String ENDPOINTS = "endpoints";
  static final String ACTIVITIES = "activities";

  /** Sections that there is one of, in the order of the reference page. */
  static final Map<String, Settings> SINGLE = single();

  /** Sections with ids under them. */
  static final List<String> MANY = List.of(ENDPOINTS, ACTIVITIES);

  private KnownSections() {}

  static List<String> names() {
    return Stream.concat(MANY.stream(), SINGLE.keySet().stream()).toList();
  }

  static Section single(String name, Origin origin) {
    Settings settings = SINGLE.get(name);
    String begin = name + ".";
    boolean named = settings.all().stream().allMatch(s -> s.name().startsWith(begin));
    return new Section(
        name, origin, List.of(new Section.Part("", named ? begin : "", settings)), List.of());
  }

  static Section many(String kind, String id, Origin origin) {
    String address = kind + "." + id;
    return kind.equals(ENDPOINTS) ? endpoint(address, origin) : activity(address, origin);
  }

  private static Section endpoint(String address, Origin origin) {
    return new Section(
        address,
        origin,
        List.of(
            new Section.Part("", EndpointSettings.SETTINGS),
            new Section.Part("", KafkaEndpointConfig.SETTINGS),
            new Section.Part("", JsonFormatConfig.SETTINGS)),
        List.of(KafkaEndpointConfig.CLIENT_PREFIX));
  }

  private static Section activity(String address, Origin origin) {
    return new Section(
        address,
        origin,
        List.of(
            new Section.Part("", ActivitySettings.SETTINGS),
            new Section.Part("", ActivityConfig.SETTINGS),
            new Section.Part(ActivitySettings.OUTPUT, TableConfig.SETTINGS)),
        List.of());
  }

  private static Map<String, Settings> single() {
    Map<String, Settings> sections = new LinkedHashMap<>();
    sections.put(LAKEHOUSE, LakehouseConfig.SETTINGS);
    sections.put(QUERY, QueryConfig.SETTINGS);
    sections.put(FLIGHT_SQL, FlightSqlConfig.SETTINGS);
    sections.put(RUNNER, RunnerConfig.SETTINGS);
    return sections;
  }
}
