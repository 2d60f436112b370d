package gaia.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say to a stack all day, so that the classes that they need are in the cache. */
final class Conversation {
  private static final int ROUNDS = 30;
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern INVITE_ID = Pattern.compile("\"invite_id\":\"([^\"]+)\"");
  private static final Pattern USER_ID = Pattern.compile("\"user_id\":\"([^\"]+)\"");
  private static final Pattern ACCESS_ID = Pattern.compile("\"access_id\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  Conversation(String address) {
    this.address = address;
  }

  void hold(List<String> words) throws IOException, InterruptedException {
    for (String word : words) {
      send("GET", "/v1/" + word + "/_health", null, null);
    }
    if (words.contains("cleanup")) {
      cleanup();
    }
    String host = send("GET", "/local/token/host", null, null);
    String admin = send("GET", "/local/token/admin", null, null);
    for (int round = 0; round < ROUNDS; round++) {
      String guest = send("GET", "/local/token/guest-" + round, null, null);
      play("training-" + round, host, guest);
      rule("training-" + round, host, guest, admin);
    }
  }

  private void cleanup() throws IOException, InterruptedException {
    String operator = send("GET", "/local/token/admin", null, null);
    String scheduler = send("GET", "/local/token/" + IamCheck.SCHEDULER, null, null);
    for (int round = 0; round < 3; round++) {
      send("POST", "/v1/cleanup?preview=true", operator, null);
      send("POST", "/v1/cleanup", operator, null);
      send("POST", "/v1/cleanup", scheduler, null);
    }
  }

  private void play(String session, String host, String guest)
      throws IOException, InterruptedException {
    send(
        "POST", "/v1/session", host, "{\"session_id\": \"" + session + "\", \"name\": \"Friday\"}");
    String issued =
        send(
            "POST",
            "/v1/invite",
            host,
            "{\"session_id\": \"" + session + "\", \"multi_use\": true}");
    String token = first(TOKEN, issued);
    client.send(
        request("/v1/invite/preview", null).header("Invite-Token", token).GET().build(),
        BodyHandlers.ofString());
    send("POST", "/v1/invite/redeem", guest, "{\"token\": \"" + token + "\"}");
    send("POST", "/v1/invite/redeem", guest, "{\"token\": \"" + token + "\"}");
    send("POST", "/v1/invite/redeem", guest, "{\"token\": \"nonsense\"}");
    send("GET", "/v1/invite?session_id=" + session, host, null);
    send("GET", "/v1/session", guest, null);
    send("GET", "/v1/session/" + session, guest, null);
    send("GET", "/v1/session/" + session + "/member", host, null);
    send("PATCH", "/v1/session/" + session, host, "{\"max_members\": 5}");
    send("POST", "/v1/session/" + session + "/pause", guest, null);
    send("POST", "/v1/session/" + session + "/leave", guest, null);
    send("POST", "/v1/invite/" + first(INVITE_ID, issued) + "/revoke", host, null);
    send("POST", "/v1/session/" + session + "/end", host, null);
    send("GET", "/v1/session", null, null);
  }

  private void rule(String session, String host, String guest, String admin)
      throws IOException, InterruptedException {
    String guestId = first(USER_ID, send("GET", "/v1/account", guest, null));
    send("PATCH", "/v1/account", guest, "{\"display_name\": \"Guest\"}");
    String wish =
        "{\"user_id\": \"%s\", \"resource_type\": \"session\", \"resource_id\": \"%s\", \"permission\": \"invite\"}"
            .formatted(guestId, session);
    String permission = first(ACCESS_ID, send("POST", "/v1/account/permission", host, wish));
    send("POST", "/v1/account/permission", guest, wish);
    send("GET", "/v1/account/permission", guest, null);
    send("GET", "/v1/account/permission/" + permission, guest, null);
    send("DELETE", "/v1/account/permission/" + permission, host, null);
    send("GET", "/v1/account/user", admin, null);
    send("GET", "/v1/account/user", guest, null);
    send("GET", "/v1/account/user/" + guestId, admin, null);
    send("PATCH", "/v1/account/user/" + guestId, admin, "{\"is_active\": true}");
    send("GET", "/v1/account/event", admin, null);
  }

  private String send(String method, String path, @Nullable String bearer, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path, bearer)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 500) {
      throw new IOException(method + " " + path + " answered " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path, @Nullable String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json");
    return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return found.group(1);
  }
}
