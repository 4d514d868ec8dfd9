package dev.tributary.endpoint.kafka;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.endpoint.RecordFormatException;
import dev.tributary.endpoint.SourceChangedException;
import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import dev.tributary.format.DecodedMessages;
import dev.tributary.format.DecodedMessages.BadMessage;
import dev.tributary.format.MessageDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all partitions of a topic, from offsets that were decided at opening. */
final class KafkaEndpointReader implements EndpointReader {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEndpointReader.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final Duration LONGEST_SLICE = Duration.ofMillis(500);

  private final AssignedConsumer consumer;
  private final Admin admin;
  private final TopicWatch watch;
  private final KafkaFailures failures;
  private final MessageDecoder decoder;
  private final GroupOffsets groupOffsets;

  // The reader's thread only.
  private Position before;
  private KafkaPosition position;
  private boolean announce;
  private final Map<Integer, Long> ends = new HashMap<>();
  private TributaryException failure;

  private volatile ReaderStatus status = ReaderStatus.unknown();

  KafkaEndpointReader(
      AssignedConsumer consumer,
      Admin admin,
      TopicWatch watch,
      KafkaFailures failures,
      MessageDecoder decoder,
      GroupOffsets groupOffsets,
      KafkaReaderStart start) {
    this.consumer = consumer;
    this.admin = admin;
    this.watch = watch;
    this.failures = failures;
    this.decoder = decoder;
    this.groupOffsets = groupOffsets;
    this.before = start.before();
    this.position = start.position();
    this.announce = start.announced();
  }

  @Override
  public Optional<RecordBatch> poll(Duration maxWait) throws InterruptedException {
    if (failure != null) {
      throw failure;
    }
    if (Thread.interrupted()) {
      throw interrupted();
    }
    try {
      return read(maxWait);
    } catch (WakeupException e) {
      return Optional.empty();
    } catch (InterruptException e) {
      Thread.interrupted(); // Kafka set it again; the exception below says it
      throw interrupted();
    } catch (OffsetOutOfRangeException e) {
      failure = outOfRange(e);
      throw failure;
    } catch (RuntimeException e) {
      failure = failures.translate(e);
      throw failure;
    } catch (Error e) {
      failure = failures.translate(e); // records may be lost to this reader: it must not go on
      throw e;
    } finally {
      status = new ReaderStatus(recordsBehind(), watch.trouble());
    }
  }

  @Override
  public void acknowledge(Position committed) {
    KafkaPosition stored = KafkaPosition.parse(committed);
    if (!stored.topicId().equals(position.topicId())) {
      throw new IllegalArgumentException(
          "Cannot acknowledge %s: the reader is of topic id %s"
              .formatted(committed, position.topicId()));
    }
    stored
        .next()
        .forEach(
            (partition, next) -> {
              Next given = position.next().get(partition);
              if (given == null || next.offset() > given.offset()) {
                throw new IllegalArgumentException(
                    "Cannot acknowledge %s: records of partition %d were given up to %s"
                        .formatted(committed, partition, given == null ? "none" : given.offset()));
              }
            });
    groupOffsets.show(stored);
  }

  @Override
  public ReaderStatus status() {
    return status;
  }

  @Override
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      consumer.close(CLOSE_TIMEOUT);
    } catch (RuntimeException e) {
      LOG.warn("Kafka consumer of topic {} did not close cleanly", position.topic(), e);
    } finally {
      admin.close(Duration.ZERO);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<RecordBatch> read(Duration maxWait) throws InterruptedException {
    long wait = (maxWait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : maxWait).toNanos();
    long start = System.nanoTime();
    while (true) {
      watch.look().ifPresent(this::follow);
      groupOffsets.retry();
      if (announce) {
        announce = false;
        return Optional.of(moved(decoder.decode(List.of()), position, 0));
      }
      long left = Math.max(0, wait - (System.nanoTime() - start));
      PolledRecords polled =
          consumer.poll(Duration.ofNanos(Math.min(left, LONGEST_SLICE.toNanos())));
      polled.ends().forEach((partition, end) -> ends.merge(partition, end, Math::max));
      if (!polled.isEmpty()) {
        return Optional.of(batch(polled));
      }
      if (left == 0) {
        return Optional.empty();
      }
    }
  }

  private void follow(TopicState now) {
    Resumption.requireSame(position.topic(), position, now);
    now.partitions()
        .forEach((partition, log) -> ends.merge(partition, log.committedEnd(), Math::max));
    Map<Integer, Next> added = Resumption.added(position, now);
    if (!added.isEmpty()) {
      LOG.info("Topic {} has new partitions: {}", position.topic(), added.keySet());
      consumer.add(added);
      position = position.with(added);
      announce = true;
    }
  }

  private RecordBatch batch(PolledRecords polled) {
    DecodedMessages decoded = decoder.decode(polled.values());
    if (decoded.badMessage().isEmpty()) {
      return moved(decoded, position.with(polled.behindAll()), polled.bytes(polled.count()));
    }
    BadMessage bad = decoded.badMessage().get();
    RecordFormatException unreadable = unreadable(polled.record(bad.index()), bad);
    if (bad.index() == 0) {
      decoded.vectors().close();
      throw unreadable;
    }
    failure = unreadable;
    return moved(decoded, position.with(polled.at(bad.index())), polled.bytes(bad.index()));
  }

  private RecordBatch moved(DecodedMessages decoded, KafkaPosition to, long bytes) {
    Position after = to.toPosition();
    RecordBatch batch = new RecordBatch(decoded.schema(), decoded.vectors(), before, after, bytes);
    position = to;
    before = after;
    return batch;
  }

  private RecordFormatException unreadable(ConsumerRecord<byte[], byte[]> record, BadMessage bad) {
    return new RecordFormatException(
        "Cannot decode record: topic %s, partition %d, offset %d%s: %s"
            .formatted(
                record.topic(),
                record.partition(),
                record.offset(),
                bad.field().isEmpty() ? "" : ", field " + bad.field(),
                bad.reason()));
  }

  /** Finds out why the broker has no record at the offset; only a person can decide what now. */
  private TributaryException outOfRange(OffsetOutOfRangeException e) throws InterruptedException {
    try {
      Resumption.resume(position.topic(), position, watch.askNow());
    } catch (SourceChangedException explained) {
      return explained;
    } catch (TributaryException unexplained) {
      LOG.debug("Cannot find out why an offset is out of range", unexplained);
    }
    if (e instanceof LogTruncationException cut) {
      return new SourceChangedException(
          ("Cannot read on: topic %s: the log was cut and written anew below the position %s;"
                  + " it differs from %s on")
              .formatted(position.topic(), cut.offsetOutOfRangePartitions(), divergence(cut)));
    }
    return new TributaryException(
        Recovery.RESTART,
        "Cannot read topic %s: no record at %s"
            .formatted(position.topic(), e.offsetOutOfRangePartitions()),
        e);
  }

  private static Map<String, Long> divergence(LogTruncationException cut) {
    Map<String, Long> offsets = new TreeMap<>();
    cut.divergentOffsets()
        .forEach((partition, offset) -> offsets.put(partition.toString(), offset.offset()));
    return offsets;
  }

  private OptionalLong recordsBehind() {
    long behind = 0;
    for (Map.Entry<Integer, Next> entry : position.next().entrySet()) {
      Long end = ends.get(entry.getKey());
      if (end == null) {
        return OptionalLong.empty();
      }
      behind += Math.max(0, end - entry.getValue().offset());
    }
    return OptionalLong.of(behind);
  }

  private InterruptedException interrupted() {
    return new InterruptedException("Interrupted while polling topic " + position.topic());
  }
}
