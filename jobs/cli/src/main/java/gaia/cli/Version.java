package gaia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/application.properties")) {
      properties.load(file);
    }
    return new String[] {"gaia " + properties.getProperty("gaia.version")};
  }
}
