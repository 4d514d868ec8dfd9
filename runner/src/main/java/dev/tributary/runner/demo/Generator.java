package dev.tributary.runner.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replays to a broker at a steady pace, from a thread of its own, until it is closed. */
final class Generator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Generator.class);
  private static final Duration TICK = Duration.ofMillis(20);

  private final Producer<byte[], byte[]> producer;
  private final List<Replay> replays;
  private final ScheduledExecutorService thread;
  private long lastNanos;

  private Generator(Producer<byte[], byte[]> producer, List<Replay> replays) {
    this.producer = producer;
    this.replays = replays;
    this.thread = Executors.newSingleThreadScheduledExecutor(named("demo-generator"));
  }

  /**
   * A topic to fill.
   *
   * @param rate records a second
   */
  record Stream(DataSet data, String topic, int partitions, double rate) {}

  /** Begins where the topics end. */
  static Generator start(String bootstrapServers, List<Stream> streams) {
    List<Replay> replays;
    try (Consumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      replays =
          streams.stream()
              .map(s -> Replay.resume(s.data(), s.topic(), s.partitions(), s.rate(), consumer))
              .toList();
    }
    Generator generator = new Generator(producer(bootstrapServers), replays);
    generator.begin();
    return generator;
  }

  /** Stops; what was handed to the broker is complete. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(5));
  }

  private void begin() {
    lastNanos = System.nanoTime();
    thread.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long now = System.nanoTime();
    double seconds = (now - lastNanos) / 1e9;
    lastNanos = now;
    try {
      replays.forEach(replay -> replay.advance(seconds, producer));
    } catch (RuntimeException e) {
      LOG.warn("Cannot write the demo's records: {}", e.toString());
    }
  }

  private static Producer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG,
            "demo-generator",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "demo-ends"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
