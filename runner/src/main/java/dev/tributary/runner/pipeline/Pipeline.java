package dev.tributary.runner.pipeline;

import dev.tributary.activity.ActivityState;
import dev.tributary.activity.ActivityStatus;
import dev.tributary.activity.ContinuousActivity;
import dev.tributary.flightsql.FlightSqlServer;
import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.query.QueryEngine;
import dev.tributary.runner.config.ActivityConfiguration;
import dev.tributary.runner.config.Configuration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a configuration describes, running: activities, and a Flight SQL server that
 * answers over their tables. Ends no process and installs no hook. Thread-safe.
 *
 * <pre>{@code
 * try (Pipeline pipeline = Pipeline.start(Configuration.load(file, System.getenv()))) {
 *   …
 *   boolean clean = pipeline.stop();
 * }
 * }</pre>
 */
public final class Pipeline implements AutoCloseable {
  private final Lakehouse lakehouse;
  private final QueryEngine engine;
  private final FlightSqlServer server;
  private final List<ContinuousActivity> activities;
  private boolean stopped;
  private boolean clean;

  private Pipeline(
      Lakehouse lakehouse,
      QueryEngine engine,
      FlightSqlServer server,
      List<ContinuousActivity> activities) {
    this.lakehouse = lakehouse;
    this.engine = engine;
    this.server = server;
    this.activities = activities;
  }

  /**
   * Opens the lakehouse and the server, then starts the activities. A source that does not answer
   * is no failure: its activity waits for it.
   *
   * @throws dev.tributary.TributaryException when the catalog cannot be used or the port is taken;
   *     nothing stays open
   */
  public static Pipeline start(Configuration configuration) {
    Opened opened = new Opened();
    try {
      Lakehouse lakehouse = opened.add(Lakehouse.open(configuration.lakehouse()));
      QueryEngine engine = opened.add(QueryEngine.open(lakehouse, configuration.query()));
      FlightSqlServer server = opened.add(FlightSqlServer.start(engine, configuration.flightSql()));
      List<ContinuousActivity> activities =
          configuration.activities().stream().map(activity -> build(activity, lakehouse)).toList();
      activities.forEach(ContinuousActivity::start);
      return new Pipeline(lakehouse, engine, server, activities);
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  /** Where Flight SQL answers. */
  public int flightSqlPort() {
    return server.port();
  }

  /** Each activity at this moment, in the order of the configuration. */
  public List<ActivityStatus> status() {
    return activities.stream().map(ContinuousActivity::status).toList();
  }

  /** Whether there were activities and every one of them has ended for good by itself. */
  public boolean isOver() {
    return !activities.isEmpty()
        && status().stream().map(ActivityStatus::state).allMatch(Pipeline::isLost);
  }

  /**
   * Lets every activity commit what it has read, then closes the server, then the lakehouse. May
   * take as long as the slowest commit. Later calls give the first one's answer.
   *
   * @return whether everything that was read is committed: no activity that ran has failed on the
   *     way
   */
  public synchronized boolean stop() {
    if (!stopped) {
      Set<String> lost =
          status().stream()
              .filter(status -> isLost(status.state()))
              .map(ActivityStatus::name)
              .collect(Collectors.toSet());
      activities.forEach(ContinuousActivity::stop);
      activities.forEach(ContinuousActivity::close);
      clean =
          status().stream()
              .allMatch(
                  status ->
                      status.state() == ActivityState.STOPPED || lost.contains(status.name()));
      stopped = true;
      server.close();
      engine.close();
      lakehouse.close();
    }
    return clean;
  }

  @Override
  public void close() {
    stop();
  }

  @Override
  public String toString() {
    return activities.size()
        + (activities.size() == 1 ? " activity" : " activities")
        + ", Flight SQL at "
        + server.uri();
  }

  private static ContinuousActivity build(ActivityConfiguration activity, Lakehouse lakehouse) {
    return ContinuousActivity.named(activity.id())
        .from(activity.input())
        .into(lakehouse.table(activity.table(), activity.output()))
        .config(activity.config())
        .build();
  }

  private static boolean isLost(ActivityState state) {
    return state == ActivityState.FAILED || state == ActivityState.FENCED;
  }
}
