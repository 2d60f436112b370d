import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Run by the build. An AOT cache leaves out classes that were compiled for Java 5, as picocli's are:
 * jobs/gaia starts with a copy of them in today's format, an eighth faster.
 */
class NewerPicocli {
  private static final int JAVA_25 = 69;
  private static final LocalDateTime ALWAYS = LocalDateTime.of(2026, 11, 20, 0, 0);

  private final ClassFile format;

  private NewerPicocli(URLClassLoader classes) {
    format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)));
  }

  /** The folder that holds the class path, where the copy goes. */
  public static void main(String[] args) throws IOException {
    Path classPath = Path.of(args[0], "classpath");
    String all = Files.readString(classPath);
    String found =
        Arrays.stream(all.split(":"))
            .filter(jar -> jar.contains("/picocli/picocli/"))
            .findFirst()
            .orElseThrow();
    Path original = Path.of(found);
    // By the same name, which has the version that the list of what is aboard tells.
    Path copy = Path.of(args[0], original.getFileName().toString());
    try (URLClassLoader classes = new URLClassLoader(new URL[] {original.toUri().toURL()})) {
      byte[] jar = new NewerPicocli(classes).copy(original);
      // The AOT cache looks at the time of a jar as well.
      if (!Files.exists(copy) || !Arrays.equals(Files.readAllBytes(copy), jar)) {
        Files.write(copy, jar);
      }
    }
    Files.writeString(classPath, all.replace(found, copy.toString()));
  }

  private byte[] copy(Path original) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(original));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(ALWAYS);
        out.putNextEntry(same);
        byte[] content = in.readAllBytes();
        out.write(entry.getName().startsWith("picocli/") ? newer(entry, content) : content);
      }
    }
    return bytes.toByteArray();
  }

  /** With the stack maps that Java 5 did not have, which are made only where code is written anew. */
  private byte[] newer(ZipEntry entry, byte[] content) {
    if (!entry.getName().endsWith(".class")) {
      return content;
    }
    return format.transformClass(
        format.parse(content),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(type -> type.withVersion(JAVA_25, 0))));
  }
}
