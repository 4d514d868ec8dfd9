package dev.tributary.runner.config;

import java.util.Objects;

/**
 * One thing wrong with a configuration.
 *
 * @param at where it is
 * @param message {@code Cannot use …}; never holds a secret
 */
public record Mistake(Origin at, String message) {
  public Mistake {
    Objects.requireNonNull(at, "at is null");
    Objects.requireNonNull(message, "message is null");
  }

  @Override
  public String toString() {
    return (at instanceof Origin.Variable ? "environment" : at) + ": " + message;
  }
}
