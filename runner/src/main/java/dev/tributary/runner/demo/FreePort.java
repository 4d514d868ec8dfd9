package dev.tributary.runner.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port that nobody listens on right now. */
final class FreePort {
  private static final int DEFAULT = 8082;

  private FreePort() {}

  /** The default port of Flight SQL, or any other where that is taken. */
  static int preferred() {
    try {
      return tryOut(DEFAULT);
    } catch (IOException taken) {
      try {
        return tryOut(0);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot find a free port: " + e.getMessage(), e);
      }
    }
  }

  private static int tryOut(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
