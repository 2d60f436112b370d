package gaia.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The OpenAPI documents of the functions, to read and to try. */
final class Docs {
  private static final Pattern ASSET =
      Pattern.compile("/local/docs/ui/([a-z0-9-]+\\.(css|js|png))");
  private static final Map<String, String> TYPES =
      Map.of("css", "text/css", "js", "text/javascript", "png", "image/png");

  private final Services services;

  Docs(Services services) {
    this.services = services;
  }

  boolean handle(String path, Response response, Callback callback) {
    try {
      Matcher asset = ASSET.matcher(path);
      if (asset.matches()) {
        return asset(asset, response, callback);
      }
      return path.equals("/local/docs")
          ? Answers.text(response, callback, "text/html; charset=utf-8", page())
          : Answers.notFound(response, callback);
    } catch (IOException e) {
      throw new IllegalStateException("the documents' pages can't be read", e);
    }
  }

  private String page() throws IOException {
    String urls =
        StreamSupport.stream(services.words().spliterator(), false)
            .map("{url: '/v1/%1$s/_openapi', name: '%1$s'}"::formatted)
            .collect(Collectors.joining(", "));
    try (InputStream page = Docs.class.getResourceAsStream("docs.html")) {
      return Screen.text(page).replace("URLS", urls);
    }
  }

  private static boolean asset(Matcher asset, Response response, Callback callback)
      throws IOException {
    String file = "/META-INF/resources/webjars/swagger-ui/" + version() + "/" + asset.group(1);
    try (InputStream content = Docs.class.getResourceAsStream(file)) {
      if (content == null) {
        return Answers.notFound(response, callback);
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPES.get(asset.group(2)));
      response.write(true, ByteBuffer.wrap(content.readAllBytes()), callback);
      return true;
    }
  }

  /** Its jar keeps the files under its version. */
  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file =
        Docs.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(file);
    }
    return properties.getProperty("version");
  }
}
