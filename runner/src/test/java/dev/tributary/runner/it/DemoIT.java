package dev.tributary.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoIT {
  private static final long MEMORY_LIMIT = 1_500L << 20;
  private static final Pattern COUNT = Pattern.compile("air\\.flights\\D*([\\d,]+)");

  @TempDir Path folder;

  /** The JDK of this build, and a newer one where the machine has it. */
  static Stream<Path> jdks() {
    List<Path> newer = List.of(Path.of("/usr/lib/jvm/temurin-25-jdk-amd64"));
    return Stream.concat(
        Stream.of(Path.of(System.getProperty("java.home"))),
        newer.stream().filter(Files::isDirectory));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theDemoShowsCountsThatGrowAndGoesOnWhereItStopped(Path jdk) throws Exception {
    long first = runUntilCountsGrew(jdk, 0);
    long second = runUntilCountsGrew(jdk, first);
    assertThat(second).isGreaterThan(first);
  }

  /**
   * Runs the demo until it has printed three growing counts, the first of them at least {@code
   * from}; returns the last.
   */
  private long runUntilCountsGrew(Path jdk, long from) throws Exception {
    try (RunnerProcess demo =
        RunnerProcess.start(jdk, folder, "demo", "--folder", folder.resolve("demo").toString())) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> {
                assertThat(demo.isAlive()).as(demo.printed()).isTrue();
                return counts(demo).size() >= 3;
              });
      assertThat(demo.peakMemory()).as("resident memory").isLessThan(MEMORY_LIMIT);
      assertThat(demo.terminate(Duration.ofSeconds(30))).as(demo.printed()).isZero();
      List<Long> counts = counts(demo);
      assertThat(counts.get(0)).isGreaterThanOrEqualTo(from);
      assertThat(counts).isSorted().doesNotHaveDuplicates();
      return counts.get(counts.size() - 1);
    }
  }

  private static List<Long> counts(RunnerProcess demo) {
    Matcher found = COUNT.matcher(demo.printed());
    return found.results().map(hit -> Long.parseLong(hit.group(1).replace(",", ""))).toList();
  }
}
