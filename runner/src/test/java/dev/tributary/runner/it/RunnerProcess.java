package dev.tributary.runner.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runner's jar as a process of its own, as an operator starts it. */
final class RunnerProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private RunnerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code java -jar tributary-runner.jar arguments…} on this JVM's JDK. */
  static RunnerProcess start(Path folder, String... arguments) throws IOException {
    return start(Path.of(System.getProperty("java.home")), folder, arguments);
  }

  static RunnerProcess start(Path javaHome, Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", System.getProperty("tributary.jar")));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "runner-", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new RunnerProcess(process, output);
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; returns the exit code. */
  int terminate(Duration patience) throws InterruptedException {
    process.destroy();
    return exitCode(patience);
  }

  /** Waits for the end; fails with what the process printed. */
  int exitCode(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("runner did not end within " + patience + ":\n" + printed());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError("cannot read " + output, e);
    }
  }

  /** Largest resident memory so far, in bytes; Linux only. */
  long peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
