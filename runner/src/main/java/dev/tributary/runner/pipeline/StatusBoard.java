package dev.tributary.runner.pipeline;

import dev.tributary.activity.ActivityStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts the activities' status into lines for people: one for each activity, and a sentence under it
 * where there is something to say. Remembers the last look, to tell rows a second. Not thread-safe.
 */
public final class StatusBoard {
  private static final int STATE_WIDTH = 10;

  private final Map<String, Look> last = new HashMap<>();

  private record Look(Instant at, long rows) {}

  /** The lines as of this moment. */
  public List<String> lines(List<ActivityStatus> activities, Instant now) {
    int width = activities.stream().mapToInt(status -> status.name().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (ActivityStatus status : activities) {
      lines.add(line(status, width, now));
      if (!status.reason().isEmpty()) {
        lines.add("  " + oneLine(status.reason()));
      }
    }
    return lines;
  }

  private String line(ActivityStatus status, int width, Instant now) {
    return String.format(
        Locale.ROOT,
        "%-" + width + "s  %-" + STATE_WIDTH + "s %,d rows  %,d rows/s  %s  %s  %,d files",
        status.name(),
        status.state(),
        status.rows(),
        rate(status, now),
        behind(status),
        lastCommit(status, now),
        status.files());
  }

  private long rate(ActivityStatus status, Instant now) {
    Look before = last.put(status.name(), new Look(now, status.rows()));
    if (before == null || !now.isAfter(before.at())) {
      return 0;
    }
    double seconds = Duration.between(before.at(), now).toNanos() / 1e9;
    return Math.round((status.rows() - before.rows()) / seconds);
  }

  private static String behind(ActivityStatus status) {
    return status.recordsBehind().isPresent()
        ? String.format(Locale.ROOT, "%,d behind", status.recordsBehind().getAsLong())
        : "lag unknown";
  }

  private static String lastCommit(ActivityStatus status, Instant now) {
    return status
        .lastCommit()
        .map(
            commit ->
                "committed "
                    + age(Duration.between(commit.at(), now))
                    + " ago in "
                    + commit.took().toMillis()
                    + " ms")
        .orElse("no commit yet");
  }

  private static String age(Duration age) {
    if (age.isNegative()) {
      return "0.0 s";
    }
    if (age.toMinutes() < 2) {
      return String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1e3);
    }
    return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " | ");
  }
}
