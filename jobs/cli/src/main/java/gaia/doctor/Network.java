package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.skip;
import static gaia.doctor.Finding.warn;

import gaia.doctor.Patient.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Who may come near, and who could listen. */
final class Network {
  private static final String ENCRYPTED = "ENCRYPTED_ONLY";
  private static final String PRIVATE =
      "inet '10.0.0.0/8', inet '172.16.0.0/12', inet '192.168.0.0/16', inet '127.0.0.0/8', inet '::1/128', inet 'fc00::/7'";

  private Network() {}

  static List<Check> checks() {
    return List.of(
        Check.of("tls", patient -> List.of(tls(patient))),
        Check.of("tls of others", patient -> List.of(others(patient))),
        Check.of("listening", patient -> List.of(listening(patient))),
        Check.offline("authorized networks", patient -> List.of(authorized(patient))),
        Check.of("from outside", patient -> List.of(outside(patient))));
  }

  private static Finding tls(Patient patient) throws SQLException {
    Row own =
        patient.row(
            """
            select ssl, coalesce(version, ''), coalesce(host(inet_server_addr()), 'a socket'),
              coalesce(inet_server_addr() <<= any (array[inet '127.0.0.0/8', inet '::1/128']), true),
              current_setting('ssl')
            from pg_stat_ssl where pid = pg_backend_pid()
            """);
    if (patient.database().isByConnector()) {
      return pass("tls", "the Cloud SQL connector's own, with its certificates");
    }
    if (own.is(1)) {
      return pass("tls", own.text(2) + " to " + own.text(3));
    }
    String evidence = "plaintext to %s, ssl is %s there".formatted(own.text(3), own.text(5));
    return own.is(4)
        ? warn(
            "tls",
            evidence + "; it does not leave this machine",
            "ssl = on and a certificate before anybody connects from elsewhere")
        : fail("tls", evidence, "leave sslmode out of DATABASE_URL, and set ssl = on");
  }

  private static Finding others(Patient patient) throws SQLException {
    String name = "tls of others";
    Row all =
        patient.row(
            """
            select count(*), count(*) filter (where not tls and not (address <<= any (array[inet '127.0.0.0/8', inet '::1/128']))),
              coalesce(string_agg(distinct login, ', ') filter (where not tls and not (address <<= any (array[inet '127.0.0.0/8', inet '::1/128']))), '')
            from ops.connections() where address is not null
            """);
    String mode = patient.deployment().sslMode();
    String rule = mode == null ? "" : "; ssl_mode is " + mode;
    if (mode != null && !mode.equals(ENCRYPTED)) {
      return fail(
          name, "ssl_mode is " + mode, "ssl_mode = \"" + ENCRYPTED + "\" in infra/database.tf");
    }
    return all.number(2) == 0
        ? pass(name, "of " + all.number(1) + " connections none is plaintext over a network" + rule)
        : fail(
            name,
            "%d of %d are plaintext over a network: %s"
                .formatted(all.number(2), all.number(1), all.text(3)),
            "hostssl in pg_hba.conf; on Cloud SQL ssl_mode = \"" + ENCRYPTED + "\"");
  }

  private static Finding listening(Patient patient) throws SQLException {
    String where = patient.setting("listen_addresses");
    String port = patient.setting("port");
    boolean here =
        where.isEmpty()
            || where.matches(
                "(localhost|127\\.0\\.0\\.1|::1)(, *(localhost|127\\.0\\.0\\.1|::1))*");
    String evidence = "listen_addresses is '%s', port %s".formatted(where, port);
    if (here) {
      return pass("listening", evidence);
    }
    return patient.deployment().connectorRequired() != null
        ? pass("listening", evidence + "; who gets there is the next line's")
        : warn(
            "listening",
            evidence + ", and what lies before it is not known here",
            "listen_addresses = 'localhost', or a firewall that names who may come");
  }

  private static Finding authorized(Patient patient) {
    String name = "authorized networks";
    Map<String, String> networks = patient.deployment().authorizedNetworks();
    if (networks == null) {
      return skip(name, "only Terraform knows (GAIA_DEPLOYMENT is not set)");
    }
    List<String> wide =
        networks.values().stream().filter(network -> bits(network) < 24).sorted().toList();
    if (!wide.isEmpty()) {
      boolean all = wide.stream().anyMatch(network -> bits(network) < 16);
      String remedy = "name single addresses in authorized_networks, or use the Auth Proxy";
      String evidence = "let in are " + Patient.some(wide);
      return all ? fail(name, evidence, remedy) : warn(name, evidence, remedy);
    }
    String evidence =
        networks.isEmpty() ? "none" : Patient.some(networks.values().stream().sorted().toList());
    return Boolean.FALSE.equals(patient.deployment().connectorRequired())
            && networks.isEmpty()
            && Boolean.FALSE.equals(patient.deployment().privateIp())
        ? warn(name, evidence + ", yet the connector is not required", "connector_required = true")
        : pass(name, evidence);
  }

  private static int bits(String network) {
    int slash = network.indexOf('/');
    return slash < 0 ? 32 : Integer.parseInt(network.substring(slash + 1).strip());
  }

  private static Finding outside(Patient patient) throws SQLException {
    List<String> from =
        patient.names(
            "select login || ' from ' || host(address) from ops.connections() where address is not null and not (address <<= any (array["
                + PRIVATE
                + "])) group by 1 order by 1");
    return from.isEmpty()
        ? pass("from outside", "nobody is connected from a public address")
        : warn(
            "from outside",
            Patient.some(from),
            "is it somebody you know? authorized_networks, private_ip");
  }
}
