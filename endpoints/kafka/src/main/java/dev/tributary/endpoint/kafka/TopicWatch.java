package dev.tributary.endpoint.kafka;

import dev.tributary.TributaryException;
import dev.tributary.endpoint.EndpointUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks how a topic stands every now and then, without ever making the reader wait, and knows what
 * is wrong while no good answer comes. Belongs to the reader's thread.
 */
final class TopicWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final TopicProbe probe;
  private final KafkaFailures failures;
  private final Duration timeout;
  private final long intervalNanos;
  private final InstantSource clock;

  private CompletableFuture<TopicState> pending;
  private long askedAtNanos;
  private Instant lastAnswer;
  private Instant missingSince;
  private Optional<String> trouble = Optional.empty();

  TopicWatch(
      TopicProbe probe, KafkaFailures failures, KafkaEndpointConfig config, InstantSource clock) {
    this.probe = probe;
    this.failures = failures;
    this.timeout = config.connectTimeout();
    this.intervalNanos = config.discoveryInterval().toNanos();
    this.clock = clock;
    this.lastAnswer = clock.instant();
    this.askedAtNanos = System.nanoTime() - intervalNanos;
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws TributaryException when none comes in time, or a bad one
   */
  TopicState askNow() throws InterruptedException {
    try {
      TopicState now = probe.ask().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      lastAnswer = clock.instant();
      return now;
    } catch (TimeoutException e) {
      throw new EndpointUnavailableException(
          failures.unreachable("no answer within " + timeout.toMillis() + " ms"), e);
    } catch (ExecutionException e) {
      throw failures.translate(e);
    }
  }

  /** A new answer, once; asks anew when it is time. Never waits. */
  Optional<TopicState> look() {
    long asked = System.nanoTime() - askedAtNanos;
    if (pending == null) {
      if (asked >= intervalNanos) {
        askedAtNanos = System.nanoTime();
        pending = probe.ask();
      }
      return Optional.empty();
    }
    if (!pending.isDone()) {
      if (asked >= Math.max(intervalNanos, LATE_NANOS)) {
        trouble(noAnswer());
      }
      return Optional.empty();
    }
    CompletableFuture<TopicState> answered = pending;
    pending = null;
    return taken(answered);
  }

  /** What is wrong at the source, in one sentence. */
  Optional<String> trouble() {
    return trouble;
  }

  private Optional<TopicState> taken(CompletableFuture<TopicState> answered) {
    try {
      TopicState now = answered.join();
      lastAnswer = clock.instant();
      missingSince = null;
      if (trouble.isPresent()) {
        LOG.info("Kafka at {} serves topic {} again", failures.bootstrapServers(), probe.topic());
      }
      trouble = Optional.empty();
      return Optional.of(now);
    } catch (RuntimeException e) {
      failed(KafkaFailures.unwrapped(e));
      return Optional.empty();
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof UnknownTopicOrPartitionException) {
      lastAnswer = clock.instant();
      missingSince = missingSince == null ? lastAnswer : missingSince;
      trouble(failures.missing() + " since " + missingSince);
      return;
    }
    TributaryException translated = failures.translate(failure);
    trouble(
        translated instanceof EndpointUnavailableException ? noAnswer() : translated.getMessage());
  }

  private String noAnswer() {
    return failures.unreachable("no answer since " + lastAnswer);
  }

  private void trouble(String message) {
    if (trouble.isEmpty()) {
      LOG.warn("{}", message);
    }
    trouble = Optional.of(message);
  }
}
