package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/** Lines of which few lie side by side: they are turned to rows, and back. */
final class TurnedSoftmax implements AxisSoftmax {
  private final AxisLines lines;
  private final SoftmaxRows rows;

  TurnedSoftmax(AxisLines lines) {
    this.lines = lines;
    rows = new SoftmaxRows(lines.outer() * lines.inner(), lines.size());
  }

  @Override
  public Tensor softmax(Tensor x) {
    return lines.fromRows(rows.softmax(lines.toRows(x)), x.shape());
  }

  @Override
  public Tensor softmaxBackward(Tensor g, Tensor p) {
    return lines.fromRows(rows.softmaxBackward(lines.toRows(g), lines.toRows(p)), p.shape());
  }

  @Override
  public Logarithms logarithms(Tensor x) {
    return rows.logarithms(lines.toRows(x));
  }

  @Override
  public LogSoftmax logSoftmax(Tensor x) {
    LogSoftmax ofRows = rows.logSoftmax(lines.toRows(x));
    return new LogSoftmax(lines.fromRows(ofRows.y(), x.shape()), ofRows.logarithms());
  }

  @Override
  public Tensor logSoftmaxBackward(Tensor g, Tensor x, Logarithms logarithms) {
    Tensor ofRows = rows.logSoftmaxBackward(lines.toRows(g), lines.toRows(x), logarithms);
    return lines.fromRows(ofRows, x.shape());
  }

  @Override
  public Tensor scaledSoftmax(Tensor x, Logarithms logarithms, double[] factor) {
    return lines.fromRows(rows.scaledSoftmax(lines.toRows(x), logarithms, factor), x.shape());
  }
}
