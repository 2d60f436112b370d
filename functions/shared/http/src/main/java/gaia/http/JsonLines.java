package gaia.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One JSON object a line, in the names that Cloud Logging reads. */
final class JsonLines extends Formatter {
  /** Replaces whatever handlers the root logger has. */
  static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler lines = new ConsoleHandler();
    lines.setFormatter(new JsonLines());
    lines.setLevel(Level.ALL);
    root.addHandler(lines);
  }

  @Override
  public String format(LogRecord log) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("time", log.getInstant());
    line.put("severity", severity(log.getLevel()));
    line.put("message", formatMessage(log));
    if (log.getParameters() != null
        && log.getParameters().length == 1
        && log.getParameters()[0] instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> line.put(String.valueOf(name), value));
    } else {
      line.put("logger", log.getLoggerName());
    }
    if (log.getThrown() != null) {
      StringWriter trace = new StringWriter();
      log.getThrown().printStackTrace(new PrintWriter(trace));
      line.put("stack_trace", trace.toString());
    }
    return JsonText.of(line) + "\n";
  }

  private static String severity(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }
}
