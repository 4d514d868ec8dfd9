package dev.tributary.runner;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Sends the log of this process into a bounded file. */
final class LogFile {
  static final String NAME = "tributary.log";

  private static final String FOLDER_PROPERTY = "tributary.log.folder";
  private static final String CONFIGURATION = "/log4j2-file.xml";

  private LogFile() {}

  /** From now on INFO and above goes to {@code tributary.log} in this folder too. */
  static void into(Path folder) {
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    try {
      context.setConfigLocation(LogFile.class.getResource(CONFIGURATION).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot read the log configuration " + CONFIGURATION, e);
    }
  }
}
