package dev.tributary.kafka.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.server.ServerSocketFactory;

/** The two sockets of a broker that is also its own controller, bound before Kafka starts. */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {
  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;

  private BoundSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = broker;
    this.controller = controller;
  }

  /**
   * @param port the broker's port; 0 for any free one
   * @param preferred taken for port 0 when it is free
   */
  static BoundSockets bind(int port, OptionalInt preferred) throws IOException {
    ServerSocketChannel broker =
        port == 0 ? LoopbackPorts.bindAny(preferred) : LoopbackPorts.bind(port);
    try {
      return new BoundSockets(broker, LoopbackPorts.bindAny(OptionalInt.empty()));
    } catch (IOException | RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  int brokerPort() {
    return LoopbackPorts.portOf(broker);
  }

  int controllerPort() {
    return LoopbackPorts.portOf(controller);
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    for (ServerSocketChannel channel : List.of(broker, controller)) {
      if (channel.isOpen() && LoopbackPorts.portOf(channel) == address.getPort()) {
        channel.configureBlocking(false);
        return channel;
      }
    }
    throw new IOException("Cannot listen at " + address + " for " + listener + ": not bound");
  }

  @Override
  public void close() throws IOException {
    broker.close();
    controller.close();
  }
}
