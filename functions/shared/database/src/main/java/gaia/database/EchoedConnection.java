package gaia.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A job's connection under DATABASE_ECHO: what is prepared or executed goes to the log first. */
final class EchoedConnection {
  private EchoedConnection() {}

  static Connection of(Connection connection) {
    return echoed(connection, Connection.class);
  }

  private static <T> T echoed(T target, Class<T> type) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (takesSql(method) && arguments != null && arguments[0] instanceof String sql) {
            Echo.statement(sql);
          }
          return wrapped(invoke(target, method, arguments));
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static boolean takesSql(Method method) {
    String name = method.getName();
    return method.getParameterCount() > 0
        && (name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch"));
  }

  private static @Nullable Object wrapped(@Nullable Object result) {
    if (result == null) {
      return null;
    }
    return switch (result) {
      case CallableStatement call -> echoed(call, CallableStatement.class);
      case PreparedStatement prepared -> echoed(prepared, PreparedStatement.class);
      case Statement statement -> echoed(statement, Statement.class);
      default -> result;
    };
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
