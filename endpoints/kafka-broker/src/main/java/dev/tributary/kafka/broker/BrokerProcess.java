package dev.tributary.kafka.broker;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The broker of {@link EmbeddedKafka} as a child process that can be killed and restarted; for
 * tests of what a client does without its broker.
 *
 * <p>The child takes this JVM's class path and its Java, listens on one port of the loopback
 * address all its life, writes its output to {@code broker.out} in the data folder, and ends with
 * this JVM. Not thread-safe.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration SESSION = Duration.ofMillis(1_500);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final int PORTS_TO_TRY = 3;

  private final Path folder;
  private final int port;
  private Process process;

  private BrokerProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a broker on a free port; returns when it serves clients.
   *
   * @param dataFolder made when it is not there
   * @throws IOException when it does not come up
   */
  public static BrokerProcess start(Path dataFolder) throws IOException, InterruptedException {
    Files.createDirectories(dataFolder);
    IOException last = null;
    for (int i = 0; i < PORTS_TO_TRY; i++) {
      BrokerProcess broker = new BrokerProcess(dataFolder.toAbsolutePath(), freePort());
      try {
        broker.restart();
        return broker;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** Where clients connect: {@code host:port}; the same after a restart. */
  public String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** As {@link EmbeddedKafka#createTopic}. */
  public void createTopic(String name, int partitions) throws InterruptedException {
    new BrokerTopics(bootstrapServers()).create(name, partitions);
  }

  /** Kills the broker as {@code kill -9} does; returns when it is dead. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Stops the broker in good order; kills it when that takes more than 30 s. */
  public void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    }
  }

  /**
   * Starts the broker again, on the same folder and port; kills it first when it still runs.
   * Returns when it serves clients.
   *
   * @throws IOException when it does not come up; nothing runs then
   */
  public void restart() throws IOException, InterruptedException {
    kill();
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
            .start();
    try {
      awaitServing();
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Kills the broker when it still runs; the data stays. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public String toString() {
    return "Kafka broker at " + bootstrapServers() + " in " + folder;
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        BrokerMain.class.getName(),
        folder.toString(),
        Integer.toString(port),
        Long.toString(SESSION.toMillis()));
  }

  private void awaitServing() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    int perCall = (int) START_TIMEOUT.toMillis();
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                perCall,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200L))) {
      var nodes = admin.describeCluster().nodes();
      while (process.isAlive() && System.nanoTime() - deadline < 0) {
        try {
          if (!nodes.get(100, TimeUnit.MILLISECONDS).isEmpty()) {
            return;
          }
          nodes = admin.describeCluster().nodes();
        } catch (TimeoutException notYet) {
          // look whether the child still lives, and wait on
        } catch (ExecutionException e) {
          throw new IOException(notStarted(e.getCause().getMessage()), e.getCause());
        }
      }
    }
    throw new IOException(
        notStarted(
            process.isAlive()
                ? "no answer after " + START_TIMEOUT.toMillis() + " ms"
                : "the process ended with " + process.exitValue()));
  }

  private String notStarted(String reason) {
    return "Cannot start Kafka broker at %s: %s; see %s"
        .formatted(bootstrapServers(), reason, output());
  }

  private Path output() {
    return folder.resolve("broker.out");
  }

  private static int freePort() throws IOException {
    try (ServerSocketChannel channel = LoopbackPorts.bindAny(OptionalInt.empty())) {
      return LoopbackPorts.portOf(channel);
    }
  }
}
