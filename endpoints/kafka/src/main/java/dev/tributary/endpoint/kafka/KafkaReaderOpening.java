package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.endpoint.SourceChangedException;
import dev.tributary.endpoint.kafka.KafkaEndpointConfig.StartFrom;
import dev.tributary.format.MessageFormat;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens one reader: asks the cluster, checks the position against it, and makes the clients. */
final class KafkaReaderOpening {
  private final KafkaEndpointConfig config;
  private final MessageFormat format;
  private final ReaderContext context;
  private final KafkaFailures failures;

  KafkaReaderOpening(KafkaEndpointConfig config, MessageFormat format, ReaderContext context) {
    this.config = config;
    this.format = format;
    this.context = context;
    this.failures = KafkaFailures.of(config);
  }

  EndpointReader open() throws InterruptedException {
    BootstrapServers.parse(config.bootstrapServers()).requireOneResolves();
    Admin admin = make(() -> Admin.create(ClientProperties.admin(config)));
    try {
      TopicWatch watch =
          new TopicWatch(new TopicProbe(admin, config.topic()), failures, config, context.clock());
      KafkaReaderStart start = start(watch.askNow());
      Consumer<byte[], byte[]> consumer = make(this::consumer);
      try {
        return new KafkaEndpointReader(
            new AssignedConsumer(consumer, config.topic(), start.position()),
            admin,
            watch,
            failures,
            format.newDecoder(context.allocator()),
            new GroupOffsets(consumer, context.reader()),
            start);
      } catch (RuntimeException | Error e) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        throw e;
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  private KafkaReaderStart start(TopicState now) {
    if (context.from().isEmpty()) {
      KafkaPosition begin = Resumption.begin(config.topic(), now, config.startFrom());
      // Where "latest" is, is told at once: a restart before the first record must find it again.
      return new KafkaReaderStart(
          begin.toPosition(), begin, config.startFrom() == StartFrom.LATEST);
    }
    Position from = context.from().get();
    KafkaPosition position = Resumption.resume(config.topic(), parsed(from), now);
    return new KafkaReaderStart(from, position, !position.toPosition().equals(from));
  }

  private static KafkaPosition parsed(Position from) {
    try {
      return KafkaPosition.parse(from);
    } catch (IllegalArgumentException e) {
      throw new SourceChangedException("Cannot read on: " + e.getMessage());
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        ClientProperties.consumer(config, context.reader()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private <T> T make(Supplier<T> client) {
    try {
      return client.get();
    } catch (RuntimeException e) {
      throw failures.misconfigured(e);
    }
  }
}
