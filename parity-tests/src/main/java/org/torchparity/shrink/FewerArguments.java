package org.torchparity.shrink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/** Leaves out arguments, which then have torch's defaults, and upstream gradients. */
final class FewerArguments {
  private final Fitting fitting;

  FewerArguments(Fitting fitting) {
    this.fitting = fitting;
  }

  void shrink(Search search) {
    for (String name : List.copyOf(search.smallest().spec().args().asMap().keySet())) {
      Case c = search.smallest();
      offer(search, Cases.withArgs(c, Cases.without(c.spec().args(), name), c.call()));
    }
    for (String name : List.copyOf(search.smallest().call().asMap().keySet())) {
      Case c = search.smallest();
      offer(search, Cases.withArgs(c, c.spec().args(), Cases.without(c.call(), name)));
    }
    if (search.offer(search.smallest().withGradOutputs(Map.of()))) {
      return;
    }
    for (Integer at : List.copyOf(search.smallest().gradOutputs().keySet())) {
      Map<Integer, Tensor> fewer = new LinkedHashMap<>(search.smallest().gradOutputs());
      fewer.remove(at);
      search.offer(search.smallest().withGradOutputs(fewer));
    }
  }

  private void offer(Search search, Case c) {
    if (!search.isOver()) {
      search.offerAny(fitting.fit(c, c.state()));
    }
  }
}
