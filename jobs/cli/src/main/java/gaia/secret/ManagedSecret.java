package gaia.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.secretmanager.v1.SecretManager;
import com.google.api.services.secretmanager.v1.model.AccessSecretVersionResponse;
import com.google.api.services.secretmanager.v1.model.AddSecretVersionRequest;
import com.google.api.services.secretmanager.v1.model.DisableSecretVersionRequest;
import com.google.api.services.secretmanager.v1.model.SecretPayload;
import com.google.api.services.secretmanager.v1.model.SecretVersion;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import gaia.cli.Stop;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A secret of Google's Secret Manager, as the job's own account. */
final class ManagedSecret implements Secret {
  private static final String ENDPOINT = "SECRET_MANAGER_ENDPOINT";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final int KEPT = 2;
  private static final int NOT_FOUND = 404;

  private final SecretManager api;
  private final String secret;

  private ManagedSecret(SecretManager api, String secret) {
    this.api = api;
    this.secret = secret;
  }

  static ManagedSecret of(String secret) {
    String endpoint = System.getenv(ENDPOINT);
    try {
      SecretManager.Builder builder =
          new SecretManager.Builder(
                  new NetHttpTransport(), GsonFactory.getDefaultInstance(), patient(endpoint))
              .setApplicationName("gaia");
      if (endpoint != null) {
        builder.setRootUrl(endpoint);
      }
      return new ManagedSecret(builder.build(), secret);
    } catch (IOException e) {
      throw Stop.usage(
          "no credentials for Secret Manager: " + e.getMessage(),
          "run it as the job, or gcloud auth application-default login");
    }
  }

  /** A stand-in on this machine gets no credentials, and nobody else gets a request without. */
  private static HttpRequestInitializer patient(@Nullable String endpoint) throws IOException {
    if (endpoint != null && !endpoint.matches("http://(127\\.0\\.0\\.1|localhost):\\d+/")) {
      throw Stop.usage(
          ENDPOINT + " is for a stand-in on this machine", "leave it out, or http://127.0.0.1:N/");
    }
    HttpRequestInitializer credentials =
        endpoint != null
            ? request -> {}
            : new HttpCredentialsAdapter(
                GoogleCredentials.getApplicationDefault().createScoped(List.of(SCOPE)));
    return request -> {
      credentials.initialize(request);
      persist(request);
    };
  }

  /**
   * Asked again for about half a minute. A version that is added twice by that is the same twice.
   */
  private static void persist(HttpRequest request) {
    request.setConnectTimeout(5_000).setReadTimeout(5_000).setNumberOfRetries(8);
    // The credentials' own handler, which fetches a new token after a 401, goes first.
    var first = request.getUnsuccessfulResponseHandler();
    var later =
        new HttpBackOffUnsuccessfulResponseHandler(pauses())
            .setBackOffRequired(
                answer ->
                    List.of(409, 429).contains(answer.getStatusCode())
                        || answer.getStatusCode() >= 500);
    request.setUnsuccessfulResponseHandler(
        (sent, answer, more) ->
            (first != null && first.handleResponse(sent, answer, more))
                || later.handleResponse(sent, answer, more));
    request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(pauses()));
  }

  private static ExponentialBackOff pauses() {
    return new ExponentialBackOff.Builder()
        .setInitialIntervalMillis(200)
        .setMultiplier(2)
        .setMaxIntervalMillis(5_000)
        .setMaxElapsedTimeMillis(30_000)
        .build();
  }

  @Override
  public String place() {
    return secret;
  }

  @Override
  public @Nullable Version latest() throws IOException {
    AccessSecretVersionResponse answer;
    try {
      answer = versions().access(secret + "/versions/latest").execute();
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return null;
      }
      throw e;
    }
    byte[] text = answer.getPayload().decodeData();
    Long sum = answer.getPayload().getDataCrc32c();
    if (sum != null && sum != sum(text)) {
      throw new IOException(answer.getName() + " arrived damaged");
    }
    String made = versions().get(answer.getName()).execute().getCreateTime();
    return new Version(answer.getName(), new String(text, UTF_8).strip(), Instant.parse(made));
  }

  @Override
  public void add(String url) throws IOException {
    byte[] text = url.getBytes(UTF_8);
    SecretPayload payload = new SecretPayload().encodeData(text).setDataCrc32c(sum(text));
    api.projects()
        .secrets()
        .addVersion(secret, new AddSecretVersionRequest().setPayload(payload))
        .execute();
  }

  @Override
  public int retire() throws IOException {
    List<SecretVersion> all =
        versions().list(secret).setFilter("state:ENABLED").execute().getVersions();
    List<SecretVersion> old =
        (all == null ? List.<SecretVersion>of() : all)
            .stream()
                .sorted(Comparator.comparingLong(ManagedSecret::number).reversed())
                .skip(KEPT)
                .toList();
    for (SecretVersion version : old) {
      versions()
          .disable(version.getName(), new DisableSecretVersionRequest().setEtag(version.getEtag()))
          .execute();
    }
    return old.size();
  }

  private SecretManager.Projects.Secrets.Versions versions() {
    return api.projects().secrets().versions();
  }

  private static long number(SecretVersion version) {
    String name = version.getName();
    return Long.parseLong(name.substring(name.lastIndexOf('/') + 1));
  }

  private static long sum(byte[] text) {
    CRC32C sum = new CRC32C();
    sum.update(text);
    return sum.getValue();
  }
}
