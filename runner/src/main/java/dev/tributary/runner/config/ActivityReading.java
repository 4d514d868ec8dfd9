package dev.tributary.runner.config;

import dev.tributary.activity.ActivityConfig;
import dev.tributary.config.SettingValues;
import dev.tributary.lakehouse.TableConfig;
import dev.tributary.lakehouse.TableName;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.Optional;

/** Makes activities of their values, and checks them against the endpoints. */
final class ActivityReading {
  private final EndpointReading endpoints;
  private final Mistakes mistakes;

  ActivityReading(EndpointReading endpoints, Mistakes mistakes) {
    this.endpoints = endpoints;
    this.mistakes = mistakes;
  }

  /** The activity, or empty when something about it is wrong. */
  Optional<ActivityConfiguration> read(SectionValues values) {
    SettingValues own = values.of(ActivitySettings.SETTINGS);
    Optional<String> input = own.find(ActivitySettings.INPUT);
    input
        .filter(id -> !endpoints.ids().contains(id))
        .ifPresent(
            id ->
                refuse(
                    values,
                    ActivitySettings.INPUT.name(),
                    Words.unknown("endpoint", id, endpoints.ids())));
    String recipe = own.get(ActivitySettings.RECIPE);
    if (!ActivitySettings.RECIPES.contains(recipe)) {
      refuse(
          values,
          ActivitySettings.RECIPE.name(),
          Words.unknown("recipe", recipe, ActivitySettings.RECIPES));
    }
    Optional<TableName> table =
        own.find(ActivitySettings.TABLE).flatMap(name -> table(values, name));
    Optional<TableConfig> output =
        values.make(() -> TableConfig.from(values.of(TableConfig.SETTINGS)), mistakes);
    Optional<ActivityConfig> config =
        values.make(() -> ActivityConfig.from(values.of(ActivityConfig.SETTINGS)), mistakes);
    output
        .flatMap(TableConfig::timeColumn)
        .ifPresent(
            column ->
                input
                    .flatMap(endpoints::schema)
                    .ifPresent(schema -> checkTimeColumn(values, input.get(), column, schema)));
    if (table.isEmpty() || output.isEmpty() || config.isEmpty()) {
      return Optional.empty();
    }
    return input
        .flatMap(endpoints::endpoint)
        .map(
            endpoint ->
                new ActivityConfiguration(
                    values.section().localId(), endpoint, table.get(), output.get(), config.get()));
  }

  private Optional<TableName> table(SectionValues values, String name) {
    try {
      return Optional.of(TableName.parse(name));
    } catch (IllegalArgumentException e) {
      refuse(values, ActivitySettings.TABLE.name(), lowerFirst(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Text and numbers of messages are never taken for a time by themselves. */
  private void checkTimeColumn(SectionValues values, String endpoint, String path, Schema schema) {
    String setting = ActivitySettings.OUTPUT + TableConfig.TIME_COLUMN.name();
    Optional<Column> column = schema.at(path);
    String schemaName = KnownSections.ENDPOINTS + "." + endpoint + ".schema";
    if (column.isEmpty()) {
      refuse(
          values,
          setting,
          Words.unknown("column declared under " + schemaName, path, SchemaText.paths(schema))
              + "; a time column needs a declared type, timestamp(us), timestamp(ns) or date");
    } else if (!isTime(column.get().type())) {
      refuse(
          values,
          setting,
          "column "
              + path
              + " is declared as "
              + column.get().type()
              + " under "
              + schemaName
              + "; a time column is a timestamp(us), timestamp(ns) or date");
    }
  }

  private static boolean isTime(ColumnType type) {
    return type instanceof ColumnType.Timestamp || type == ColumnType.Primitive.DATE;
  }

  private void refuse(SectionValues values, String localName, String reason) {
    values.refuse(localName, reason, mistakes);
  }

  private static String lowerFirst(String message) {
    int colon = message.indexOf(": ");
    return message.startsWith("Cannot use table name") && colon > 0
        ? message.substring(colon + 2)
            + ", got "
            + message.substring("Cannot use table name ".length(), colon)
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
