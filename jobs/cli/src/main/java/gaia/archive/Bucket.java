package gaia.archive;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.cloud.ReadChannel;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Backups in Google Cloud Storage, below a prefix of a bucket. An object is seen only when its
 * upload has ended, so what a killed run leaves there is at most a whole file without a manifest.
 * Each change says which generation it means, which is what lets the library try it again.
 */
final class Bucket implements Store {
  // Nothing of ours is between its file and its manifest for longer: it reads the file back then.
  private static final Duration LEFT = Duration.ofHours(1);

  private static final String UPLOAD = "gaia-upload";
  private static final BlobField[] FIELDS = {
    BlobField.NAME,
    BlobField.SIZE,
    BlobField.GENERATION,
    BlobField.CRC32C,
    BlobField.UPDATED,
    BlobField.METADATA
  };

  private final Storage storage;
  private final int piece;
  private final Clock clock;
  private final String bucket;
  private final String prefix;

  /**
   * One of Google's.
   *
   * @param piece how many bytes of an upload are sent at a time
   */
  Bucket(Storage storage, int piece, Clock clock, BucketPlace place) {
    this.storage = storage;
    this.piece = piece;
    this.clock = clock;
    bucket = place.bucket();
    prefix = place.prefix();
  }

  @Override
  public String place() {
    return "gs://"
        + bucket
        + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
  }

  @Override
  public List<String> files() throws IOException {
    return objects().stream().map(this::file).sorted().toList();
  }

  /** By the listing, which also shows what a login may not read. */
  @Override
  public long size(String file) throws IOException {
    return objects(prefix + file)
        .filter(object -> file(object).equals(file))
        .findFirst()
        .map(Blob::getSize)
        .orElse(-1L);
  }

  @Override
  public InputStream open(String file, long from) throws IOException {
    Blob object = find(file);
    if (object == null) {
      throw new NoSuchFileException(place() + "/" + file);
    }
    // The generation that was found: a stream that breaks goes on in the same one.
    ReadChannel reader = storage.reader(object.getBlobId());
    reader.seek(from);
    InputStream in = Channels.newInputStream(reader);
    return from > 0 ? in : new ProvenStream(in, file, String.valueOf(object.getCrc32c()));
  }

  @Override
  public Draft create(String file) throws IOException {
    String upload = UUID.randomUUID().toString();
    BlobInfo object =
        BlobInfo.newBuilder(id(file))
            .setContentType(Names.contentType(file))
            .setMetadata(Map.of(UPLOAD, upload))
            .build();
    WriteChannel channel =
        BucketTrouble.told(
            this, file, () -> storage.writer(object, BlobWriteOption.doesNotExist()));
    channel.setChunkSize(piece);
    return new BucketDraft(this, file, upload, channel);
  }

  @Override
  public void delete(String file) throws IOException {
    Blob object = find(file);
    if (object != null) {
      delete(object);
    }
  }

  @Override
  public List<String> clear() throws IOException {
    List<Blob> objects = objects();
    Set<String> files = objects.stream().map(this::file).collect(toUnmodifiableSet());
    List<String> cleared = new ArrayList<>();
    for (Blob object : objects) {
      String file = file(object);
      if (Names.isData(file)
          && !files.contains(Names.base(file) + Names.MANIFEST)
          && isOld(object)) {
        delete(object);
        cleared.add(file);
      }
    }
    return cleared;
  }

  @Override
  public byte @Nullable [] read(String file) throws IOException {
    Blob object = find(file);
    if (object == null) {
      return null;
    }
    byte[] bytes = BucketTrouble.told(this, file, () -> storage.readAllBytes(object.getBlobId()));
    if (!Crc32c.of(bytes).equals(object.getCrc32c())) {
      throw new IOException(
          "%s was written with CRC32C %s and reads as %s"
              .formatted(file, object.getCrc32c(), Crc32c.of(bytes)));
    }
    return bytes;
  }

  @Override
  public void write(String file, byte[] bytes) throws IOException {
    Blob before = find(file);
    BlobInfo object =
        BlobInfo.newBuilder(id(file))
            .setContentType(Names.contentType(file))
            .setCrc32c(Crc32c.of(bytes))
            .build();
    BlobTargetOption only =
        before == null
            ? BlobTargetOption.doesNotExist()
            : BlobTargetOption.generationMatch(before.getGeneration());
    try {
      BucketTrouble.told(this, file, () -> storage.create(object, bytes, only));
    } catch (FileAlreadyExistsException e) {
      // The answer to an earlier attempt may have been lost: then what is there is ours.
      Blob there = find(file);
      if (there == null || !Crc32c.of(bytes).equals(there.getCrc32c())) {
        throw e;
      }
    }
  }

  static String words(@Nullable Blob object) {
    return object == null ? "nothing" : object.getSize() + " with " + object.getCrc32c();
  }

  @Nullable Blob find(String file) throws IOException {
    return BucketTrouble.told(
        this, file, () -> storage.get(id(file), BlobGetOption.fields(FIELDS)));
  }

  boolean isOf(Blob object, String upload) {
    Map<String, @Nullable String> metadata = object.getMetadata();
    return metadata != null && upload.equals(metadata.get(UPLOAD));
  }

  void delete(Blob object) throws IOException {
    BucketTrouble.told(
        this,
        file(object),
        () ->
            storage.delete(
                object.getBlobId(), BlobSourceOption.generationMatch(object.getGeneration())));
  }

  private List<Blob> objects() throws IOException {
    return objects(prefix).filter(object -> !file(object).isEmpty()).toList();
  }

  private Stream<Blob> objects(String begin) throws IOException {
    return BucketTrouble.told(
        this,
        "",
        () ->
            storage
                .list(
                    bucket,
                    BlobListOption.prefix(begin),
                    BlobListOption.delimiter("/"),
                    BlobListOption.fields(FIELDS))
                .streamAll()
                .filter(object -> !object.isDirectory())
                .toList())
        .stream();
  }

  private boolean isOld(Blob object) {
    return object.getUpdateTimeOffsetDateTime().toInstant().plus(LEFT).isBefore(clock.instant());
  }

  private String file(Blob object) {
    return object.getName().substring(prefix.length());
  }

  private BlobId id(String file) {
    return BlobId.of(bucket, prefix + file);
  }
}
