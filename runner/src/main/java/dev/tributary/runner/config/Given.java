package dev.tributary.runner.config;

import java.util.Optional;

/**
 * A value as it was written.
 *
 * @param name full dotted name
 * @param text before {@code ${…}} is replaced; empty when the key stands there without a value
 */
record Given(String name, Optional<String> text, Origin origin) {}
