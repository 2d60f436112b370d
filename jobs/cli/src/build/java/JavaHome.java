/** Run by the build under the JDK that it chose, so that jobs/gaia finds that one again. */
class JavaHome {
  public static void main(String[] args) {
    System.out.println(System.getProperty("java.home"));
  }
}
