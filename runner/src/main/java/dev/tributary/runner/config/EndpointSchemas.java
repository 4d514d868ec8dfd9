package dev.tributary.runner.config;

import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Takes the declared columns out of an endpoint's values; the rest are settings. */
final class EndpointSchemas {
  private static final String SCHEMA = "schema";

  private EndpointSchemas() {}

  /** What is no part of the schema. */
  static List<Given> settingsAmong(Section endpoint, List<Given> values) {
    return values.stream().filter(given -> !isSchema(endpoint, given)).toList();
  }

  /** The declared columns; empty when all are detected. */
  static Schema schemaAmong(Section endpoint, List<Given> values, Mistakes mistakes) {
    List<Given> columns = new ArrayList<>();
    for (Given given : values) {
      if (isSchema(endpoint, given)) {
        if (!endpoint.localName(given.name()).equals(SCHEMA)) {
          columns.add(given);
        } else if (given.text().isPresent()) {
          mistakes.refuse(
              given.origin(), given.name(), "expected columns under it, each with its type");
        }
      }
    }
    return SchemaText.read(endpoint.address(), columns, mistakes);
  }

  private static boolean isSchema(Section endpoint, Given given) {
    String local = endpoint.localName(given.name());
    return local.equals(SCHEMA) || local.startsWith(SCHEMA + ".");
  }
}
