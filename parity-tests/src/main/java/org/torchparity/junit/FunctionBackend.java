package org.torchparity.junit;

import java.util.Map;
import java.util.function.Function;
import org.opentest4j.IncompleteExecutionException;
import org.torchparity.catalogue.Row;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;

/**
 * A user's function of a whole case as a backend.
 *
 * @param row the module it should equal
 * @param function gives what it saw by name
 */
record FunctionBackend(Row row, Function<Case, ? extends Map<String, ?>> function)
    implements Backend {
  @Override
  public String name() {
    return "Java";
  }

  @Override
  public Observation run(Case c) {
    Quantities seen = new Quantities(row, c);
    Map<String, ?> given;
    try {
      given = function.apply(CaseCopy.of(c));
    } catch (IncompleteExecutionException aborted) {
      throw aborted;
    } catch (RuntimeException e) {
      throw new LayerFault("the layer fails: " + e, e);
    }
    given.forEach(seen::put);
    return seen.observation();
  }
}
