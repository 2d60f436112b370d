package gaia.archive;

import gaia.cli.Stop;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code gs://BUCKET/PREFIX} names.
 *
 * @param prefix with a slash at its end, or empty
 */
record BucketPlace(String bucket, String prefix) {
  static final String SCHEME = "gs://";

  private static final Pattern FORM =
      Pattern.compile(
          "gs://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:/+([^/\\p{Cntrl}][^\\p{Cntrl}]*?)?)?/*");

  static BucketPlace of(String where) {
    Matcher form = FORM.matcher(where);
    if (!form.matches()) {
      throw Stop.usage(where + " is no bucket", "say gs://BUCKET or gs://BUCKET/PREFIX");
    }
    String prefix = form.group(2);
    return new BucketPlace(form.group(1), prefix == null ? "" : prefix + "/");
  }
}
