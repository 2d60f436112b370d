package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.skip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Why the database can't be reached, as far as the network tells. */
final class Reach {
  private static final int PATIENCE_MS = 2_000;

  private Reach() {}

  static List<Check> checks() {
    return List.of(Check.offline("way to the server", patient -> List.of(reach(patient))));
  }

  private static Finding reach(Patient patient) {
    String name = "way to the server";
    if (patient.connection() != null) {
      return pass(name, patient.database().place() + " answers");
    }
    if (patient.database().isByConnector()) {
      return skip(name, "by the Cloud SQL connector: gcloud sql instances describe tells more");
    }
    String host = patient.database().host();
    int port = patient.database().port();
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return fail(name, "nobody knows a host " + host, "see the host in DATABASE_URL");
    }
    String where = host + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(address, PATIENCE_MS);
      return fail(
          name,
          "something listens at " + where + ", and let this login not in",
          "is it PostgreSQL, is it starting or paused, is another server on its port? see its log");
    } catch (ConnectException e) {
      return fail(name, "nothing listens at " + where, "start PostgreSQL, or see the port");
    } catch (IOException e) {
      return fail(
          name,
          "no answer from %s within %d s".formatted(where, PATIENCE_MS / 1000),
          "a firewall, or authorized_networks, keeps this machine out");
    }
  }
}
