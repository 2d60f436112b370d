package gaia.doctor;

import gaia.cli.Failure;
import gaia.cli.Stop;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * One thing that is looked at.
 *
 * @param online it asks the database
 */
record Check(String name, boolean online, Look look) {
  /** How. */
  @FunctionalInterface
  interface Look {
    List<Finding> at(Patient patient) throws SQLException, IOException;
  }

  static Check offline(String name, Look look) {
    return new Check(name, false, look);
  }

  static Check of(String name, Look look) {
    return new Check(name, true, look);
  }

  /** Whatever goes wrong with it is a finding too, so that the others are still made. */
  List<Finding> make(Patient patient) {
    try {
      return look.at(patient);
    } catch (SQLException e) {
      return List.of(Finding.skip(name, "could not ask: " + Failure.text(e)));
    } catch (IOException e) {
      return List.of(Finding.skip(name, "could not read: " + e));
    } catch (Stop e) {
      return List.of(Finding.skip(name, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      return List.of(Finding.skip(name, "this check is at fault: " + e));
    }
  }
}
