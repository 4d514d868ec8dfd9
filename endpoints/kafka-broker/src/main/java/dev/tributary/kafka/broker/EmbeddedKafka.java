package dev.tributary.kafka.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * A real Kafka broker with one node, running in this JVM on the loopback address; for demos and
 * tests.
 *
 * <p>Its data folder survives it: a broker started on the same folder goes on as the same cluster,
 * with the same topics, and on the same port where that is free. Topics are never created by merely
 * asking for them. Thread-safe.
 *
 * <p>Kafka itself halts the JVM when it cannot write to its folder any more (a full disk). Where
 * that must not happen, take {@link BrokerProcess}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final BrokerFolder folder;
  private final BoundSockets sockets;
  private final BrokerNode node;
  private final String bootstrapServers;
  private boolean closed;

  private EmbeddedKafka(BrokerFolder folder, BoundSockets sockets, BrokerNode node) {
    this.folder = folder;
    this.sockets = sockets;
    this.node = node;
    this.bootstrapServers = LoopbackPorts.HOST + ":" + sockets.brokerPort();
  }

  /**
   * Starts a broker on any free port, or on the one that it had before in this folder.
   *
   * @param dataFolder made when it is not there
   * @throws IOException when it cannot start
   */
  public static EmbeddedKafka start(Path dataFolder) throws IOException {
    return builder(dataFolder).start();
  }

  /** For a broker on a port of your choice. */
  public static Builder builder(Path dataFolder) {
    return new Builder(dataFolder);
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The id of the cluster; it belongs to the folder. */
  public String clusterId() {
    return node.clusterId();
  }

  /**
   * Makes sure that there is a topic with so many partitions, and that clients can see it.
   *
   * @throws IllegalStateException when it is there with another number of partitions, or the broker
   *     refuses
   */
  public void createTopic(String name, int partitions) throws InterruptedException {
    new BrokerTopics(bootstrapServers).create(name, partitions);
  }

  /**
   * Makes sure that there is no such topic, and that clients do not see it any more.
   *
   * @throws IllegalStateException when the broker refuses
   */
  public void deleteTopic(String name) throws InterruptedException {
    new BrokerTopics(bootstrapServers).delete(name);
  }

  /**
   * Stops the broker and waits until its threads are gone; the data stays. What remains are two
   * daemon threads of Kafka's metrics library, which a JVM starts once.
   */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      node.stop();
      sockets.close();
      folder.close();
    }
  }

  @Override
  public String toString() {
    return "Kafka broker at " + bootstrapServers + " in " + folder;
  }

  /** How a broker shall run. Not thread-safe. */
  public static final class Builder {
    private static final Duration SHORTEST_SESSION = Duration.ofMillis(600);

    private final Path dataFolder;
    private int port;
    private Duration session = Duration.ofSeconds(3);

    private Builder(Path dataFolder) {
      this.dataFolder = Objects.requireNonNull(dataFolder, "dataFolder is null");
    }

    /** The port to listen on; 0, the default, for the last one of this folder or any free one. */
    public Builder port(int number) {
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("Invalid port: " + number + ", must be 0 to 65535");
      }
      this.port = number;
      return this;
    }

    /**
     * How long the controller believes in a broker that was killed; a restart on the same folder
     * waits for it. At least 600 ms; default 3 s.
     */
    public Builder session(Duration timeout) {
      if (timeout.compareTo(SHORTEST_SESSION) < 0) {
        throw new IllegalArgumentException(
            "Invalid session: " + timeout.toMillis() + " ms, must be at least 600 ms");
      }
      this.session = timeout;
      return this;
    }

    /**
     * Starts; returns when the broker serves clients.
     *
     * @throws IOException when the port is taken, another broker uses the folder, or Kafka cannot
     *     start
     */
    public EmbeddedKafka start() throws IOException {
      BrokerFolder folder = BrokerFolder.open(dataFolder);
      try {
        return start(folder);
      } catch (IOException | RuntimeException | Error e) {
        folder.close();
        throw e;
      }
    }

    private EmbeddedKafka start(BrokerFolder folder) throws IOException {
      BoundSockets sockets = bind(folder);
      try {
        BrokerNode node = BrokerNode.start(folder, sockets, session);
        folder.rememberPort(sockets.brokerPort());
        return new EmbeddedKafka(folder, sockets, node);
      } catch (RuntimeException e) {
        sockets.close();
        throw new IOException("Cannot start Kafka broker in " + folder + ": " + e.getMessage(), e);
      } catch (IOException | Error e) {
        sockets.close();
        throw e;
      }
    }

    private BoundSockets bind(BrokerFolder folder) throws IOException {
      try {
        return BoundSockets.bind(port, folder.lastPort());
      } catch (BindException e) {
        throw new IOException(
            "Cannot start Kafka broker at "
                + LoopbackPorts.HOST
                + ":"
                + port
                + ": "
                + e.getMessage(),
            e);
      }
    }
  }
}
