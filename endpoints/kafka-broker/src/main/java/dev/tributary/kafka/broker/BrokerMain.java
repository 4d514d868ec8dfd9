package dev.tributary.kafka.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The child process of {@link BrokerProcess}: runs a broker until it is told to end, or until the
 * end of its standard input says that the parent is gone.
 */
final class BrokerMain {
  private BrokerMain() {}

  /** Arguments: data folder, port, session timeout in milliseconds. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "Cannot start Kafka broker: expected FOLDER PORT SESSION_MS, got "
              + String.join(" ", args));
    }
    try (EmbeddedKafka kafka =
        EmbeddedKafka.builder(Path.of(args[0]))
            .port(Integer.parseInt(args[1]))
            .session(Duration.ofMillis(Long.parseLong(args[2])))
            .start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(kafka), "stop-broker"));
      while (System.in.read() >= 0) {
        // nobody has anything to say; only the end matters
      }
    }
  }

  private static void closeQuietly(EmbeddedKafka kafka) {
    try {
      kafka.close();
    } catch (IOException e) {
      System.err.println("Cannot stop Kafka broker cleanly: " + e);
    }
  }
}
