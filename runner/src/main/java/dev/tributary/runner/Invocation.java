package dev.tributary.runner;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;

/** How this program was called, to be shown in examples. */
final class Invocation {
  private Invocation() {}

  /** {@code java -jar …/tributary-runner.jar}, or the bare name when it does not run from a jar. */
  static String shown() {
    CodeSource source = Invocation.class.getProtectionDomain().getCodeSource();
    String location = source == null ? "" : source.getLocation().toString();
    if (!location.endsWith(".jar")) {
      return "tributary";
    }
    Path jar = Path.of(URI.create(location));
    Path here = Path.of("").toAbsolutePath();
    return "java -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar);
  }
}
