package dev.tributary.kafka.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's broker and controller, wired as {@link KafkaRaftServer} does, but with sockets that are
 * bound already and with faults that never end the JVM.
 */
final class BrokerNode {
  static final int ID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);

  private final ControllerServer controller;
  private final BrokerServer broker;

  private BrokerNode(ControllerServer controller, BrokerServer broker) {
    this.controller = controller;
    this.broker = broker;
  }

  /** Formats the folder where it is new, and starts; returns when clients are served. */
  static BrokerNode start(BrokerFolder folder, BoundSockets sockets, Duration session)
      throws IOException {
    format(folder.logs(), folder.clusterId());
    KafkaConfig config =
        new KafkaConfig(BrokerProperties.of(folder.logs(), sockets, session), false);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> loaded =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    QuorumConfig quorum = config.quorumConfig();
    SharedServer shared =
        new SharedServer(
            config,
            loaded._1(),
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, loaded._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
            QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
            new LoggedFaults(),
            sockets);
    BrokerNode node =
        new BrokerNode(
            new ControllerServer(shared, KafkaRaftServer.configSchema(), loaded._2()),
            new BrokerServer(shared));
    try {
      node.controller.startup();
      node.broker.startup();
      return node;
    } catch (RuntimeException | Error e) {
      node.stop();
      throw e;
    }
  }

  String clusterId() {
    return broker.clusterId();
  }

  /** Stops; the data stays. Returns when the threads are gone. */
  void stop() {
    swallow(broker::shutdown);
    swallow(controller::shutdown);
  }

  private static void format(Path logs, String clusterId) throws IOException {
    String folder = logs.toString();
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
          .setNodeId(ID)
          .setClusterId(clusterId)
          .setDirectories(List.of(folder))
          .setMetadataLogDirectory(folder)
          .setControllerListenerName("CONTROLLER")
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Cannot format " + folder + " for Kafka: " + e.getMessage(), e);
    }
  }

  private static void swallow(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("Kafka broker did not stop cleanly", e);
    }
  }
}
