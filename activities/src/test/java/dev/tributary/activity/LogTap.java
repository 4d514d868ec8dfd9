package dev.tributary.activity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Listens to what one class logs. */
final class LogTap extends AbstractAppender implements AutoCloseable {
  private final Logger logger;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private LogTap(Logger logger) {
    super("tap", null, null, false, Property.EMPTY_ARRAY);
    this.logger = logger;
  }

  static LogTap of(Class<?> source) {
    LogTap tap = new LogTap((Logger) LogManager.getLogger(source));
    tap.start();
    tap.logger.addAppender(tap);
    return tap;
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void append(LogEvent event) {
    messages.add(event.getMessage().getFormattedMessage());
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
