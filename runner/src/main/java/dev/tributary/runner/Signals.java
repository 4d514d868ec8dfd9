package dev.tributary.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C and SIGTERM, before the JVM begins to shut down.
 *
 * <p>In a shutdown hook it is too late to finish anything: libraries' own hooks end their thread
 * pools at the same time. The JVM's own class for signals is no standard API, so it is looked up at
 * run time.
 */
final class Signals {
  private static final List<String> TO_STOP = List.of("INT", "TERM");

  private Signals() {}

  /**
   * Runs the action at each of these signals, instead of ending the JVM.
   *
   * @return false where this JVM does not let signals be handled; nothing is changed then
   */
  static boolean handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "tributary's signal handler";
              };
      Object ours =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, calls);
      for (String name : TO_STOP) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
