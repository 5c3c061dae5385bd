package org.torchparity.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Prints a digest of all bits of every row's results, computed twice, a line a row and dtype. */
final class RowDigests {
  private RowDigests() {}

  public static void main(String[] args) throws GeneralSecurityException {
    Catalogue catalogue = Catalogue.standard();
    JavaBackend java = new JavaBackend(catalogue);
    for (BenchRow row : BenchRows.select(List.of(args))) {
      for (DType dtype : row.dtypes()) {
        Case c = row.draw(catalogue, dtype);
        String first = digest(java.run(c).quantities());
        String second = digest(java.run(c).quantities());
        System.out.println(row.name() + " " + dtype.torchName() + " " + first + " " + second);
      }
    }
  }

  private static String digest(Map<String, Tensor> quantities) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Tensor tensor : quantities.values()) {
      ByteBuffer bits = ByteBuffer.allocate(Long.BYTES * tensor.elements());
      for (double value : tensor.toDoubles()) {
        bits.putDouble(value);
      }
      digest.update(bits.array());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
