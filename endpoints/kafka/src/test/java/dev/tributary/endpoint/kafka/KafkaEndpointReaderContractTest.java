package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.StreamingEndpoint;
import dev.tributary.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KafkaEndpointReaderContractTest extends EndpointReaderContract {
  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static int topics;

  @BeforeAll
  static void startBroker() throws IOException {
    kafka = EmbeddedKafka.start(folder);
  }

  @AfterAll
  static void stopBroker() throws IOException {
    kafka.close();
  }

  @Override
  protected Stream newStream() throws InterruptedException {
    Topic topic = new Topic(kafka.bootstrapServers(), "contract-" + topics++);
    kafka.createTopic(topic.name(), 1);
    return new Stream() {
      @Override
      public StreamingEndpoint endpoint() {
        Map<String, String> settings =
            Map.of(
                "bootstrap.servers",
                topic.bootstrapServers(),
                "topic",
                topic.name(),
                "poll.max.records",
                "10",
                "discovery.interval.ms",
                "200");
        return KafkaEndpoint.of("contract", KafkaEndpointConfig.of(settings), new NumberedFormat());
      }

      @Override
      public void send(String... messages) throws Exception {
        topic.send(0, messages);
      }
    };
  }
}
