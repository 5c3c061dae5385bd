package org.torchparity.isolate;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntConsumer;

/**
 * One message between the two processes: a mark, a kind, a number, a length, the content.
 *
 * <p>The mark is 16 random bytes that only the two know. Native code may print to the standard
 * output that carries the answers; whatever does not begin with the mark is that, and skipped.
 */
final class Frame {
  private static final int MARK_BYTES = 16;
  private static final int HEAD_BYTES = MARK_BYTES + 1 + Long.BYTES + Integer.BYTES;

  private final Kind kind;
  private final long id;
  private final byte[] content;

  /** A frame of some content, in the kind's own form; an answer has its question's id. */
  Frame(Kind kind, long id, byte[] content) {
    this.kind = kind;
    this.id = id;
    this.content = content;
  }

  /** A frame of a text. */
  static Frame of(Kind kind, long id, String text) {
    return new Frame(kind, id, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a frame says. */
  enum Kind {
    /** From the child, first of all: the backend's name. */
    READY('h'),
    /** From the child, instead: why there is no backend, in one line. */
    UNAVAILABLE('n'),
    /** To the child: a case to run. */
    RUN('q'),
    /** From the child: what was observed. */
    OBSERVED('o'),
    /** From the child: the module's refusal, in one line. */
    REFUSED('r'),
    /** From the child: what of the case the backend does not know, in one line. */
    UNSUPPORTED('u');

    private final byte code;

    Kind(char code) {
      this.code = (byte) code;
    }

    private static Kind of(byte code) throws IOException {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IOException("a frame of kind " + code);
    }
  }

  Kind kind() {
    return kind;
  }

  long id() {
    return id;
  }

  byte[] content() {
    return content;
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Returns a new mark. */
  static byte[] mark() {
    byte[] mark = new byte[MARK_BYTES];
    new SecureRandom().nextBytes(mark);
    return mark;
  }

  /** The mark as it is handed to the child. */
  static String toHex(byte[] mark) {
    return HexFormat.of().formatHex(mark);
  }

  static byte[] ofHex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** Writes the frame in one piece. */
  void write(OutputStream out, byte[] mark) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(HEAD_BYTES, content.length));
    bytes.put(mark).put(kind.code).putLong(id).putInt(content.length).put(content);
    out.write(bytes.array());
    out.flush();
  }

  /**
   * Reads the next frame.
   *
   * @param chatter receives what is skipped, byte by byte
   * @throws EOFException if there is none
   * @throws IOException if there is none that makes sense
   */
  static Frame read(InputStream in, byte[] mark, IntConsumer chatter) throws IOException {
    DataInputStream data = new DataInputStream(in);
    skipTo(mark, data, chatter);
    Kind kind = Kind.of(data.readByte());
    long id = data.readLong();
    int length = data.readInt();
    if (length < 0) {
      throw new IOException("a frame of length " + length);
    }
    // Not readFully, which needs the whole array before the first byte is there.
    byte[] content = data.readNBytes(length);
    if (content.length < length) {
      throw new EOFException();
    }
    return new Frame(kind, id, content);
  }

  private static void skipTo(byte[] mark, DataInputStream data, IntConsumer chatter)
      throws IOException {
    byte[] last = new byte[MARK_BYTES];
    data.readFully(last);
    while (!Arrays.equals(last, mark)) {
      chatter.accept(last[0]);
      System.arraycopy(last, 1, last, 0, MARK_BYTES - 1);
      last[MARK_BYTES - 1] = data.readByte();
    }
  }
}
