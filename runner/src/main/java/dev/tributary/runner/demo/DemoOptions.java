package dev.tributary.runner.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How the demo shall run.
 *
 * @param folder where everything is kept; made when it is not there
 * @param flightsPerSecond records a second
 * @param earthquakesPerSecond records a second
 * @param flightPort port of Flight SQL; empty for 8082, or any free one where that is taken
 * @param environment variables that override the pipeline's configuration
 */
public record DemoOptions(
    Path folder,
    double flightsPerSecond,
    double earthquakesPerSecond,
    OptionalInt flightPort,
    Map<String, String> environment) {
  public DemoOptions {
    folder = folder.toAbsolutePath().normalize();
    if (!(flightsPerSecond > 0 && earthquakesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "Invalid rate: must be above 0, got "
              + flightsPerSecond
              + " and "
              + earthquakesPerSecond);
    }
  }
}
