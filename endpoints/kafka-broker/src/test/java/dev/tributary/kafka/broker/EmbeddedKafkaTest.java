package dev.tributary.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  @TempDir Path folder;

  @Test
  void aRestartKeepsRecordsClusterAndPort() throws Exception {
    String bootstrapServers;
    String clusterId;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      bootstrapServers = kafka.bootstrapServers();
      clusterId = kafka.clusterId();
      kafka.createTopic("kept", 1);
      new Client(bootstrapServers).send("kept", "first");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(kafka.bootstrapServers()).isEqualTo(bootstrapServers);
      assertThat(kafka.clusterId()).isEqualTo(clusterId);
      new Client(bootstrapServers).send("kept", "second");
      assertThat(new Client(bootstrapServers).readAll("kept")).containsExactly("first", "second");
    }
  }

  @Test
  void aRestartGoesOnAtAnotherPortWhenTheOldOneIsTaken() throws Exception {
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      port = portOf(kafka);
      kafka.createTopic("moved", 1);
      new Client(kafka.bootstrapServers()).send("moved", "first");
    }
    try (ServerSocket taken = listenAt(port);
        EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(portOf(kafka)).isNotEqualTo(taken.getLocalPort());
      assertThat(new Client(kafka.bootstrapServers()).readAll("moved")).containsExactly("first");
    }
  }

  @Test
  void aPortThatIsAskedForAndTakenIsNamed() throws Exception {
    try (ServerSocket taken = listenAt(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedKafka.builder(folder).port(port).start())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot start Kafka broker at 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void topicsAreCreatedOnceAndDeleted() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      kafka.createTopic("flights", 3);
      kafka.createTopic("flights", 3);
      assertThatThrownBy(() -> kafka.createTopic("flights", 4))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Cannot create topic flights with 4 partitions: it exists with 3");
      kafka.deleteTopic("flights");
      kafka.deleteTopic("flights");
      kafka.createTopic("flights", 4);
    }
  }

  @Test
  void aFolderInUseIsRefused() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Cannot start Kafka broker in " + folder + ": another broker uses this folder");
      assertThat(new Client(kafka.bootstrapServers())).isNotNull();
    }
  }

  @Test
  void aFolderNameWithACommaIsRefused() {
    assertThatThrownBy(() -> EmbeddedKafka.start(folder.resolve("a,b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a,b: Kafka takes a comma for the end of a folder name");
  }

  @Test
  void closeLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder);
    kafka.createTopic("flights", 2);
    kafka.close();
    kafka.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(brokerThreadsSince(before)).isEmpty());
  }

  @Test
  void aPortOutOfRangeAndAShortSessionAreRefused() {
    EmbeddedKafka.Builder builder = EmbeddedKafka.builder(folder);
    assertThatThrownBy(() -> builder.port(70_000))
        .hasMessage("Invalid port: 70000, must be 0 to 65535");
    assertThatThrownBy(() -> builder.session(Duration.ofMillis(10)))
        .hasMessage("Invalid session: 10 ms, must be at least 600 ms");
  }

  /** New threads, without those that a JVM starts once for its libraries or for this test. */
  private static Set<String> brokerThreadsSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> !name.matches("(ForkJoinPool|metrics-meter-tick|awaitility|Cleaner).*"))
        .collect(Collectors.toSet());
  }

  private static int portOf(EmbeddedKafka kafka) {
    return Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
  }

  private static ServerSocket listenAt(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
  }
}
