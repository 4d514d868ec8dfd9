package dev.tributary.runner.config;

import dev.tributary.TributaryException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used. The message has one line for each mistake, in order. */
public final class ConfigurationException extends TributaryException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  ConfigurationException(List<Mistake> mistakes) {
    super(
        Recovery.STOP, mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  ConfigurationException(String message) {
    super(Recovery.STOP, message);
    this.mistakes = List.of();
  }

  /** Everything that is wrong, by line; empty when the file could not be read at all. */
  public List<Mistake> mistakes() {
    return mistakes == null ? List.of() : mistakes;
  }
}
