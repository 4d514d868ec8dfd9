package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker for all tests of a class; a topic and an account of memory for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KafkaTest {
  @TempDir static Path folder;

  EmbeddedKafka kafka;
  Topic topic;
  private RootAllocator allocator;
  private int topics;

  @BeforeAll
  void startBroker() throws IOException {
    kafka = EmbeddedKafka.start(folder.resolve(getClass().getSimpleName()));
  }

  @AfterAll
  void stopBroker() throws IOException {
    kafka.close();
  }

  @BeforeEach
  void newTopic(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    topic = new Topic(kafka.bootstrapServers(), name + "-" + topics++);
    allocator = new RootAllocator();
  }

  @AfterEach
  void allMemoryIsGivenBack() {
    allocator.close();
  }

  /** Makes the test's topic. */
  void create(int partitions) throws InterruptedException {
    kafka.createTopic(topic.name(), partitions);
  }

  EndpointReader open() throws InterruptedException {
    return open(Optional.empty(), Map.of());
  }

  EndpointReader open(Position from) throws InterruptedException {
    return open(Optional.of(from), Map.of());
  }

  EndpointReader open(Optional<Position> from, Map<String, String> settings)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>();
    all.put("bootstrap.servers", topic.bootstrapServers());
    all.put("topic", topic.name());
    all.put("discovery.interval.ms", "200");
    all.putAll(settings);
    return KafkaEndpoint.of("input", KafkaEndpointConfig.of(all), new NumberedFormat())
        .openReader(new ReaderContext(group(), from, allocator, InstantSource.system()));
  }

  String group() {
    return "reader-of-" + topic.name();
  }

  /** The same position with the next record of one partition elsewhere. */
  static Position moved(Position position, int partition, KafkaPosition.Next next) {
    return KafkaPosition.parse(position).with(Map.of(partition, next)).toPosition();
  }
}
