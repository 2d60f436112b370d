package gaia.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed by the machine's libdeflate or by the JDK is the same for who reads it. */
class CompressionTest {
  private static final int MEMBER = 128 << 10;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, MEMBER - 1, MEMBER, MEMBER + 1, 3 * MEMBER, 3 * MEMBER + 5, 50 * MEMBER})
  void whoeverMadeIt_gunzipReadsIt(int length) throws IOException, InterruptedException {
    byte[] plain = halfRandom(length);
    for (@Nullable Libdeflate library : libraries()) {
      byte[] packed = pack(plain, 6, library);
      for (@Nullable Libdeflate reader : libraries()) {
        assertThat(expand(packed, reader)).isEqualTo(plain);
      }
      assertThat(gunzip(packed)).isEqualTo(plain);
    }
  }

  @Test
  void aHarderLevel_isSmaller() throws IOException {
    byte[] plain = halfRandom(20 * MEMBER);
    for (@Nullable Libdeflate library : libraries()) {
      assertThat(pack(plain, 9, library)).hasSizeLessThan(pack(plain, 1, library).length);
    }
  }

  @Test
  void damagedOrCut_isNoticed() throws IOException {
    byte[] plain = halfRandom(5 * MEMBER);
    for (@Nullable Libdeflate library : libraries()) {
      byte[] packed = pack(plain, 6, library);
      packed[packed.length / 2] ^= 1;
      for (@Nullable Libdeflate reader : libraries()) {
        assertThatThrownBy(() -> expand(packed, reader)).isInstanceOf(IOException.class);
        byte[] cut = Arrays.copyOf(packed, packed.length - 3);
        assertThatThrownBy(() -> expand(cut, reader)).isInstanceOf(IOException.class);
      }
    }
  }

  private static List<@Nullable Libdeflate> libraries() {
    List<@Nullable Libdeflate> libraries = new ArrayList<>();
    libraries.add(null);
    if (Libdeflate.here() != null) {
      libraries.add(Libdeflate.here());
    }
    return libraries;
  }

  /** Of some stream that gives no more than it likes. */
  private static byte[] expand(byte[] packed, @Nullable Libdeflate library) throws IOException {
    InputStream sparse =
        new ByteArrayInputStream(packed) {
          @Override
          public int read(byte[] bytes, int from, int length) {
            return super.read(bytes, from, Math.min(length, 1000));
          }
        };
    try (InputStream in = Compression.gunzip(sparse, library)) {
      return in.readAllBytes();
    }
  }

  /** Written in pieces of all lengths. */
  private static byte[] pack(byte[] plain, int level, @Nullable Libdeflate library)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = Compression.gzip(packed, level, library)) {
      int piece = 1;
      for (int at = 0; at < plain.length; at += piece, piece = piece * 7 % 100_003) {
        out.write(plain, at, Math.min(piece, plain.length - at));
      }
    }
    return packed.toByteArray();
  }

  private byte[] gunzip(byte[] packed) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("packed.gz"), packed);
    Path out = folder.resolve("plain");
    Process gunzip =
        new ProcessBuilder("gunzip", "-c", file.toString()).redirectOutput(out.toFile()).start();
    assertThat(gunzip.waitFor()).isZero();
    return Files.readAllBytes(out);
  }

  private static byte[] halfRandom(int length) {
    Random random = new Random(7);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ("session of a goblin ".charAt(i % 20) + random.nextInt(2) * (i / 40 % 2));
    }
    return bytes;
  }
}
