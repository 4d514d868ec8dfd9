package dev.tributary.activity;

import dev.tributary.endpoint.StreamingEndpoint;
import dev.tributary.writer.ContinuousSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Describes an activity. {@link #from} and {@link #into} are needed, everything else has a default.
 * Not thread-safe; may be used again after {@link #build()}.
 */
public final class ActivityBuilder {
  private final String name;
  private StreamingEndpoint endpoint;
  private Recipe recipe = Recipe.sync();
  private ContinuousSink sink;
  private CommitTrigger commit = CommitTrigger.defaults();
  private RestartPolicy restart = RestartPolicy.defaults();
  private Duration freshnessLimit = ActivityConfig.defaults().freshnessLimit();
  private long memoryMaxBytes = ActivityConfig.defaults().memoryMaxBytes();
  private InstantSource clock = InstantSource.system();
  private Ticker ticker = Ticker.SYSTEM;
  private Optional<BufferAllocator> allocator = Optional.empty();
  private ActivityListener listener = new ActivityListener() {};

  ActivityBuilder(String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("Invalid activity: name is blank");
    }
    this.name = name;
  }

  /** Where records come from. */
  public ActivityBuilder from(StreamingEndpoint source) {
    endpoint = Objects.requireNonNull(source, "source is null");
    return this;
  }

  /** What is done to them; passed through untouched by default. */
  public ActivityBuilder recipe(Recipe records) {
    recipe = Objects.requireNonNull(records, "recipe is null");
    return this;
  }

  /** Where they go. */
  public ActivityBuilder into(ContinuousSink target) {
    sink = Objects.requireNonNull(target, "target is null");
    return this;
  }

  /** When to commit; {@link CommitTrigger#defaults()} by default. */
  public ActivityBuilder commit(CommitTrigger trigger) {
    commit = Objects.requireNonNull(trigger, "trigger is null");
    return this;
  }

  /** Whether to start again after a crash; {@link RestartPolicy#defaults()} by default. */
  public ActivityBuilder restart(RestartPolicy policy) {
    restart = Objects.requireNonNull(policy, "policy is null");
    return this;
  }

  /** How long input may wait before the activity counts as degraded; 60 s by default. */
  public ActivityBuilder freshnessLimit(Duration limit) {
    freshnessLimit = Objects.requireNonNull(limit, "limit is null");
    return this;
  }

  /** The most Arrow memory that the activity may hold; 512 MiB by default. */
  public ActivityBuilder memoryMaxBytes(long bytes) {
    memoryMaxBytes = bytes;
    return this;
  }

  /** Commit trigger, restart policy and limits at once. */
  public ActivityBuilder config(ActivityConfig config) {
    return commit(config.commit())
        .restart(config.restart())
        .freshnessLimit(config.freshnessLimit())
        .memoryMaxBytes(config.memoryMaxBytes());
  }

  /** The wall clock; the system's by default. */
  public ActivityBuilder clock(InstantSource wallClock) {
    clock = Objects.requireNonNull(wallClock, "clock is null");
    return this;
  }

  /**
   * Parent of the activity's Arrow memory, not closed by it and kept open until it has ended. By
   * default the activity has memory of its own.
   */
  public ActivityBuilder allocator(BufferAllocator parent) {
    allocator = Optional.of(parent);
    return this;
  }

  /** Who hears what happens; nobody by default. */
  public ActivityBuilder listener(ActivityListener hears) {
    listener = Objects.requireNonNull(hears, "listener is null");
    return this;
  }

  ActivityBuilder ticker(Ticker monotonic) {
    ticker = monotonic;
    return this;
  }

  /**
   * The activity, stopped.
   *
   * @throws IllegalArgumentException when the endpoint or the target is not named, or limits do not
   *     go together
   */
  public ContinuousActivity build() {
    if (endpoint == null || sink == null) {
      throw new IllegalArgumentException(
          "Invalid activity "
              + name
              + ": it needs "
              + (endpoint == null ? "from" : "into")
              + "(…)");
    }
    ActivityConfig config = new ActivityConfig(commit, restart, freshnessLimit, memoryMaxBytes);
    return new ContinuousActivity(
        new ActivityPlan(name, endpoint, recipe, sink, config, clock, ticker, allocator), listener);
  }

  /** {@link #build()} and {@link ContinuousActivity#start()}. */
  public ContinuousActivity start() {
    return build().start();
  }
}
