package gaia.archive;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** An object while it is uploaded; an upload that is not ended is forgotten by the bucket. */
final class BucketDraft extends Draft {
  private final Bucket bucket;
  private final String file;
  private final String upload;
  private final WriteChannel channel;
  private final CRC32C sum = new CRC32C();
  private long bytes;

  /**
   * Begins.
   *
   * @param upload what tells this object from one that another run has made of that name
   */
  BucketDraft(Bucket bucket, String file, String upload, WriteChannel channel) {
    this.bucket = bucket;
    this.file = file;
    this.upload = upload;
    this.channel = channel;
  }

  @Override
  public void write(byte[] from, int at, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(from, at, length);
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException | RuntimeException e) {
      throw BucketTrouble.of(bucket, file, e);
    }
    sum.update(from, at, length);
    bytes += length;
  }

  @Override
  public void keep() throws IOException {
    IOException trouble = null;
    try {
      channel.close();
    } catch (IOException | RuntimeException e) {
      trouble = BucketTrouble.of(bucket, file, e);
    }
    Blob made = bucket.find(file);
    if (made != null && bucket.isOf(made, upload)) {
      // Where only the answer was lost all is well.
      if (made.getSize() == bytes && Crc32c.text(sum).equals(made.getCrc32c())) {
        return;
      }
      bucket.delete(made);
    }
    throw trouble != null
        ? trouble
        : new IOException(
            "%s was sent as %d bytes with CRC32C %s and arrived as %s"
                .formatted(file, bytes, Crc32c.text(sum), Bucket.words(made)));
  }

  /** To close the channel would end the upload, so that half of a file would be seen. */
  @Override
  public void close() {}
}
