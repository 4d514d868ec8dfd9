package dev.tributary.kafka.broker;

import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the faults of a broker's threads. Kafka's own handlers would end the whole JVM. */
final class LoggedFaults implements FaultHandlerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedFaults.class);

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      LOG.error("Kafka broker: {}: {}", name, message, cause);
      action.run();
      return new FaultHandlerException(name + ": " + message, cause);
    };
  }
}
