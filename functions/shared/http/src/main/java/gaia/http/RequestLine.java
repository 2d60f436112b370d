package gaia.http;

import gaia.database.SqlTime;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one log line of a request. It never holds a token, a key, a body or a path: a path holds what
 * people chose.
 */
final class RequestLine {
  private static final Logger LOG = Logger.getLogger("gaia.request");

  private RequestLine() {}

  static void write(Exchange exchange, String route, int status, SqlTime sql, long nanos) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("request_id", exchange.id());
    fields.put("caller", exchange.caller());
    fields.put("route", route);
    fields.put("status", status);
    fields.put("outcome", exchange.outcome());
    fields.put("ms", millis(nanos));
    fields.put("sql_ms", millis(sql.nanos()));
    LogRecord line = new LogRecord(Level.INFO, route + " " + status);
    line.setLoggerName(LOG.getName());
    line.setParameters(new Object[] {fields});
    LOG.log(line);
  }

  private static BigDecimal millis(long nanos) {
    return BigDecimal.valueOf(nanos / 10_000, 2);
  }
}
