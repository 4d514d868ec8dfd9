package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.EndpointUnavailableException;
import dev.tributary.kafka.broker.BrokerProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KafkaUnavailableTest extends KafkaTest {
  private static final Map<String, String> IMPATIENT = Map.of("connect.timeout.ms", "1000");

  @Test
  void anAbsentBrokerIsNamedWhenTheTimeIsUp() throws Exception {
    topic = new Topic("127.0.0.1:" + unusedPort(), "any");
    assertThatThrownBy(() -> open(Optional.empty(), IMPATIENT))
        .isInstanceOf(EndpointUnavailableException.class)
        .hasMessageStartingWith("Cannot reach Kafka at " + topic.bootstrapServers() + ": ")
        .extracting(e -> ((TributaryException) e).recovery())
        .isEqualTo(Recovery.WAIT);
  }

  @Test
  void anUnknownHostIsNamed() {
    topic = new Topic("no-such-host.invalid:9092", "any");
    assertThatThrownBy(() -> open(Optional.empty(), IMPATIENT))
        .isInstanceOf(EndpointUnavailableException.class)
        .hasMessage(
            "Cannot reach Kafka at no-such-host.invalid:9092: no address for"
                + " no-such-host.invalid");
  }

  @Test
  void anAbsentTopicIsNamedAndNotCreated() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> open())
          .isInstanceOf(EndpointUnavailableException.class)
          .hasMessage(
              "Cannot read topic %s: it does not exist at %s",
              topic.name(), kafka.bootstrapServers());
    }
  }

  @Test
  void openingCanBeInterrupted() throws Exception {
    topic = new Topic("127.0.0.1:" + unusedPort(), "any");
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread opening =
        new Thread(
            () -> {
              try {
                open().close();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    opening.start();
    opening.interrupt();
    opening.join(5_000);
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void aLoginThatTheBrokerRefusesShowsNoPassword() throws Exception {
    create(1);
    Map<String, String> sasl =
        Map.of(
            "client.security.protocol",
            "SASL_PLAINTEXT",
            "client.sasl.mechanism",
            "PLAIN",
            "client.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ada\""
                + " password=\"open-sesame\";");
    assertThatThrownBy(() -> open(Optional.empty(), sasl))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith("Cannot log in to Kafka at " + kafka.bootstrapServers() + ": ")
        .hasMessageNotContaining("open-sesame")
        .extracting(e -> ((TributaryException) e).recovery())
        .isEqualTo(Recovery.RESTART);
  }

  @Test
  void propertiesThatMakeNoClientStopWithoutShowingThePassword() {
    Map<String, String> broken =
        Map.of(
            "client.security.protocol",
            "SASL_PLAINTEXT",
            "client.sasl.mechanism",
            "PLAIN",
            "client.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule password=\"open-sesame\";");
    assertThatThrownBy(() -> open(Optional.empty(), broken))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith("Cannot make a Kafka client for " + kafka.bootstrapServers())
        .hasMessageNotContaining("open-sesame")
        .hasNoCause()
        .extracting(e -> ((TributaryException) e).recovery())
        .isEqualTo(Recovery.STOP);
  }

  @Test
  void aReaderOutlivesAKilledBroker() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("killed"))) {
      topic = new Topic(broker.bootstrapServers(), "killed");
      broker.createTopic("killed", 1);
      topic.sendNumbers(0, 0, 100);
      try (EndpointReader reader = open(Optional.empty(), IMPATIENT)) {
        Reading reading = new Reading(reader).rows(100);
        reading.until(() -> reader.status().trouble().isEmpty());

        broker.kill();
        reading.until(() -> reader.status().trouble().isPresent());
        assertThat(reader.status().trouble().orElseThrow())
            .matches(
                "Cannot reach Kafka at %s: no answer since \\d{4}-\\d\\d-\\d\\dT.*Z"
                    .formatted(broker.bootstrapServers()));

        reader.acknowledge(reading.position());
        broker.restart();
        reading.until(() -> topic.groupOffsets(group()).equals(Map.of(0, 100L)));
        topic.sendNumbers(0, 100, 200);
        reading.rows(200).until(() -> reader.status().trouble().isEmpty());
        assertThat(reading.numbers()).isEqualTo(LongStream.range(0, 200).boxed().toList());
      }
    }
  }

  private static int unusedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
