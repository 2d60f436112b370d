package gaia.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the driver sends to the server, by its own trace, until this is closed. */
public final class Wire extends Handler implements AutoCloseable {
  // Kept, because the logging system forgets a logger that nobody holds.
  private static final Logger TRACE = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

  private final List<String> sent = new CopyOnWriteArrayList<>();

  public Wire() {
    TRACE.setUseParentHandlers(false);
    TRACE.addHandler(this);
    TRACE.setLevel(Level.FINEST);
  }

  /** Each is answered by one "ready for query": so often the function waited for the network. */
  public long roundTrips() {
    return count(" FE=> Sync") + count(" FE=> SimpleQuery");
  }

  public long statements() {
    return count(" FE=> Execute");
  }

  private long count(String message) {
    return sent.stream().filter(line -> line.startsWith(message)).count();
  }

  @Override
  public void publish(LogRecord log) {
    sent.add(log.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    TRACE.setLevel(null);
    TRACE.removeHandler(this);
    TRACE.setUseParentHandlers(true);
  }
}
