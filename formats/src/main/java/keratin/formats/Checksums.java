package keratin.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprints of files, read in pieces, so that a file of any size needs little memory. */
public final class Checksums {
  private Checksums() {}

  /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    return of("SHA-256", file);
  }

  /** MD5 of a file, 32 lower-case hexadecimal digits: against accidents only, not forgery. */
  public static String md5(Path file) throws IOException {
    return of("MD5", file);
  }

  /**
   * Compares a file with a published checksum; as Keras does, 64 digits mean SHA-256, 32 mean MD5.
   *
   * @throws FormatException if they differ
   */
  public static void verify(Path file, String expected) throws IOException {
    String found =
        switch (expected.length()) {
          case 64 -> sha256(file);
          case 32 -> md5(file);
          default ->
              throw new IllegalArgumentException(
                  "checksum '"
                      + expected
                      + "' has "
                      + expected.length()
                      + " digits; expected 64 (SHA-256) or 32 (MD5)");
        };
    if (!found.equalsIgnoreCase(expected)) {
      throw new FormatException(
          file.toString(),
          "its " + (expected.length() == 64 ? "SHA-256" : "MD5") + " is " + found,
          expected,
          "The file is damaged, incomplete or another version: delete it and download it again.");
    }
  }

  private static String of(String algorithm, Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform must have " + algorithm, e);
    }
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
