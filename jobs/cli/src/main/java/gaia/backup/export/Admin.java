package gaia.backup.export;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.sqladmin.SQLAdmin;
import com.google.api.services.sqladmin.model.ExportContext;
import com.google.api.services.sqladmin.model.InstancesExportRequest;
import com.google.api.services.sqladmin.model.Operation;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Cloud SQL Admin API, as far as an export needs it; each call is one attempt. */
final class Admin {
  private static final int CONNECT_MS = 10_000;
  private static final int READ_MS = 30_000;

  // More than a night's.
  private static final int NEWEST = 100;

  private final SQLAdmin api;
  private final Instance instance;

  private Admin(SQLAdmin api, Instance instance) {
    this.api = api;
    this.instance = instance;
  }

  static Admin of(Instance instance) {
    // As gcloud names it; a stand-in asks for no credentials.
    String elsewhere = System.getenv("CLOUDSDK_API_ENDPOINT_OVERRIDES_SQL");
    HttpRequestInitializer signing =
        elsewhere == null ? new HttpCredentialsAdapter(credentials()) : request -> {};
    SQLAdmin.Builder builder =
        new SQLAdmin.Builder(
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                request -> {
                  signing.initialize(request);
                  request.setConnectTimeout(CONNECT_MS).setReadTimeout(READ_MS);
                })
            .setApplicationName("gaia");
    return new Admin(
        elsewhere == null ? builder.build() : builder.setRootUrl(elsewhere).build(), instance);
  }

  private static GoogleCredentials credentials() {
    try {
      return GoogleCredentials.getApplicationDefault()
          .createScoped("https://www.googleapis.com/auth/cloud-platform");
    } catch (IOException e) {
      throw Stop.because(
          Outcome.FAILED,
          "nobody is signed in to Google here, so Cloud SQL can't be asked to export",
          "gcloud auth application-default login, or GOOGLE_APPLICATION_CREDENTIALS",
          e);
    }
  }

  Operation export(String uri, String database) throws IOException {
    ExportContext what =
        new ExportContext()
            .setFileType("SQL")
            .setUri(uri)
            .setDatabases(List.of(database))
            // By a machine of its own, so that the instance's clients do not notice.
            .setOffload(true);
    return api.instances()
        .export(
            instance.project(),
            instance.name(),
            new InstancesExportRequest().setExportContext(what))
        .execute();
  }

  Operation operation(String name) throws IOException {
    return api.operations().get(instance.project(), name).execute();
  }

  /** Exports to such places, the newest first. */
  List<Operation> exports(String prefix) throws IOException {
    @Nullable List<Operation> all =
        api.operations()
            .list(instance.project())
            .setInstance(instance.name())
            .setMaxResults((long) NEWEST)
            .execute()
            .getItems();
    return all == null
        ? List.of()
        : all.stream().filter(each -> uri(each).startsWith(prefix)).toList();
  }

  static String uri(Operation operation) {
    ExportContext what = operation.getExportContext();
    return what == null || what.getUri() == null ? "" : what.getUri();
  }
}
