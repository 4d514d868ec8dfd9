package dev.tributary.runner.config;

import dev.tributary.config.SettingValues;
import dev.tributary.endpoint.StreamingEndpoint;
import dev.tributary.endpoint.kafka.KafkaEndpoint;
import dev.tributary.endpoint.kafka.KafkaEndpointConfig;
import dev.tributary.format.JsonFormat;
import dev.tributary.format.JsonFormatConfig;
import dev.tributary.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes endpoints of their values. */
final class EndpointReading {
  private final Mistakes mistakes;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final Map<String, StreamingEndpoint> endpoints = new LinkedHashMap<>();

  EndpointReading(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  void read(SectionValues values, Schema schema) {
    String id = values.section().localId();
    schemas.put(id, schema);
    SettingValues own = values.of(EndpointSettings.SETTINGS);
    own.find(EndpointSettings.TYPE)
        .filter(type -> !EndpointSettings.TYPES.contains(type))
        .ifPresent(
            type ->
                values.refuse(
                    EndpointSettings.TYPE.name(),
                    Words.unknown("endpoint type", type, EndpointSettings.TYPES),
                    mistakes));
    String format = own.get(EndpointSettings.FORMAT);
    if (!EndpointSettings.FORMATS.contains(format)) {
      values.refuse(
          EndpointSettings.FORMAT.name(),
          Words.unknown("format", format, EndpointSettings.FORMATS),
          mistakes);
    }
    Optional<JsonFormat> json =
        values.make(
            () -> JsonFormatConfig.from(values.of(JsonFormatConfig.SETTINGS), schema), mistakes);
    Optional<KafkaEndpointConfig> kafka =
        values.make(
            () ->
                KafkaEndpointConfig.from(
                    values.of(KafkaEndpointConfig.SETTINGS),
                    values.open(KafkaEndpointConfig.CLIENT_PREFIX)),
            mistakes);
    if (kafka.isPresent() && json.isPresent()) {
      endpoints.put(id, KafkaEndpoint.of(id, kafka.get(), json.get()));
    }
  }

  /** The ids given, whether their endpoints were right or not. */
  Set<String> ids() {
    return schemas.keySet();
  }

  /** The columns declared for an endpoint; empty when there is no such endpoint. */
  Optional<Schema> schema(String id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /** The endpoint, when everything about it was right. */
  Optional<StreamingEndpoint> endpoint(String id) {
    return Optional.ofNullable(endpoints.get(id));
  }
}
