package dev.tributary.kafka.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Finds free ports on the loopback address and keeps them bound, so that nobody can take them
 * between choosing and use.
 *
 * <p>Free ports are looked for below the range that operating systems hand out to outgoing
 * connections: a client that retries a stopped broker must not be given the broker's own port.
 */
final class LoopbackPorts {
  static final String HOST = "127.0.0.1";
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;
  private static final int TRIES = 200;

  private LoopbackPorts() {}

  /** Binds exactly that port. */
  static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Binds the preferred port when it is free, else any free one. */
  static ServerSocketChannel bindAny(OptionalInt preferred) throws IOException {
    if (preferred.isPresent()) {
      try {
        return bind(preferred.getAsInt());
      } catch (BindException taken) {
        // another port does as well
      }
    }
    RandomGenerator random = RandomGenerator.getDefault();
    for (int i = 0; i < TRIES; i++) {
      try {
        return bind(FIRST + random.nextInt(COUNT));
      } catch (BindException taken) {
        // try the next
      }
    }
    throw new BindException(
        "Cannot find a free port on "
            + HOST
            + ": "
            + TRIES
            + " of "
            + FIRST
            + " to "
            + (FIRST + COUNT - 1)
            + " tried");
  }

  static int portOf(ServerSocketChannel channel) {
    return channel.socket().getLocalPort();
  }
}
