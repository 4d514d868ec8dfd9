package dev.tributary.runner.config;

import dev.tributary.flightsql.FlightSqlConfig;
import dev.tributary.lakehouse.LakehouseConfig;
import dev.tributary.query.QueryConfig;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A pipeline's configuration, checked as far as that goes without connecting to anything.
 * Immutable.
 *
 * @param file its name as given
 * @param activities in the order of the file
 * @param effective what is in force, one value a line with its origin; shows no secrets
 */
public record Configuration(
    String file,
    LakehouseConfig lakehouse,
    QueryConfig query,
    FlightSqlConfig flightSql,
    RunnerConfig runner,
    List<ActivityConfiguration> activities,
    List<String> effective) {
  public Configuration {
    activities = List.copyOf(activities);
    effective = List.copyOf(effective);
  }

  /**
   * Reads a file.
   *
   * @param environment variables that override it and that it may refer to
   * @throws ConfigurationException with every mistake, or when the file cannot be read
   */
  public static Configuration load(Path file, Map<String, String> environment) {
    return parse(file.toString(), text(file), environment);
  }

  /**
   * Reads a text.
   *
   * @param file what to call it in messages
   * @throws ConfigurationException with every mistake
   */
  public static Configuration parse(String file, String text, Map<String, String> environment) {
    return new ConfigurationReader(file, environment).read(text);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("Cannot read " + file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new ConfigurationException("Cannot read " + file + ": it is not UTF-8 text");
    } catch (IOException e) {
      throw new ConfigurationException("Cannot read " + file + ": " + e.getMessage());
    }
  }
}
