package dev.tributary.kafka.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of a small one-node broker. */
final class BrokerProperties {
  private static final String HOST = LoopbackPorts.HOST;

  private BrokerProperties() {}

  static Map<String, String> of(Path logs, BoundSockets sockets, Duration session) {
    Map<String, String> all = new TreeMap<>();
    node(all, logs, sockets);
    internalTopics(all);
    small(all);
    all.put("auto.create.topics.enable", "false");
    all.put("server.max.startup.time.ms", "60000");
    all.put("group.initial.rebalance.delay.ms", "0");
    // After a kill the controller waits for the end of the dead broker's session before it lets
    // the new one in: a short session is a quick restart.
    all.put("broker.session.timeout.ms", Long.toString(session.toMillis()));
    all.put("broker.heartbeat.interval.ms", Long.toString(Math.max(100, session.toMillis() / 6)));
    return all;
  }

  private static void node(Map<String, String> all, Path logs, BoundSockets sockets) {
    String listeners =
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d"
            .formatted(HOST, sockets.brokerPort(), HOST, sockets.controllerPort());
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(BrokerNode.ID));
    all.put("listeners", listeners);
    all.put("advertised.listeners", listeners);
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("controller.listener.names", "CONTROLLER");
    // A static voter, because a dynamic one is kept in the log together with its port, and the
    // port may be another after a restart.
    all.put(
        "controller.quorum.voters",
        "%d@%s:%d".formatted(BrokerNode.ID, HOST, sockets.controllerPort()));
    all.put("log.dirs", logs.toString());
  }

  private static void internalTopics(Map<String, String> all) {
    for (String topic : new String[] {"offsets.topic", "share.coordinator.state.topic"}) {
      all.put(topic + ".num.partitions", "1");
      all.put(topic + ".replication.factor", "1");
    }
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
  }

  private static void small(Map<String, String> all) {
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("num.replica.fetchers", "1");
    all.put("num.recovery.threads.per.data.dir", "1");
    all.put("background.threads", "2");
    // The default allocates 128 MB.
    all.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    all.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    all.put("offsets.load.buffer.size", Integer.toString(1 << 20));
    all.put("transaction.state.log.load.buffer.size", Integer.toString(1 << 20));
  }
}
