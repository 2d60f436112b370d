package gaia.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate for the name localhost, made by the JDK's own keytool. */
final class ServerCertificate {
  private static final String PASSWORD = "changeit";

  private ServerCertificate() {}

  /** Turns TLS on in a data folder whose server is stopped, and returns the certificate's file. */
  static Path into(Path data) throws Exception {
    KeyStore store = made(data.resolve("tls.p12"));
    Path certificate = data.resolve("tls.crt");
    write(certificate, "CERTIFICATE", store.getCertificate("tls").getEncoded());
    Key key = store.getKey("tls", PASSWORD.toCharArray());
    write(data.resolve("tls.key"), "PRIVATE KEY", key.getEncoded());
    String settings = "\nssl = on\nssl_cert_file = 'tls.crt'\nssl_key_file = 'tls.key'\n";
    Files.writeString(data.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
    return certificate;
  }

  private static KeyStore made(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    String command =
        "keytool -genkeypair -alias tls -keyalg EC -dname CN=localhost -ext san=dns:localhost"
            + " -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore";
    ProcessBuilder keytool = new ProcessBuilder((command + " " + file).split(" ", -1));
    keytool.command().set(0, Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    if (keytool.redirectErrorStream(true).start().waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void write(Path file, String what, byte[] content) throws IOException {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }
}
