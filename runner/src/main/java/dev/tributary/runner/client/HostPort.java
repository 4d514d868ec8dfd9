package dev.tributary.runner.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place on the network; reads {@code host:port}, and the same inside a JDBC URL of Flight SQL.
 */
public record HostPort(String host, int port) {
  private static final String JDBC = "jdbc:arrow-flight-sql://";
  private static final String GRPC = "grpc://";

  public static HostPort parse(String text) {
    String place = text;
    for (String scheme : new String[] {JDBC, GRPC}) {
      place = place.startsWith(scheme) ? place.substring(scheme.length()) : place;
    }
    place = place.replaceFirst("[/?].*", "");
    int colon = place.lastIndexOf(':');
    try {
      int port = Integer.parseInt(place.substring(colon + 1));
      if (colon > 0 && port > 0 && port < 65_536) {
        return new HostPort(place.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // told below, together with the other ways to be wrong
    }
    throw new IllegalArgumentException(
        "expected host:port, such as 127.0.0.1:8082, got \"" + text + "\"");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /** For the command line. */
  public static final class Converter implements ITypeConverter<HostPort> {
    @Override
    public HostPort convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
