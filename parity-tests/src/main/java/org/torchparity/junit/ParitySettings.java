package org.torchparity.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.torchparity.tensor.DType;

/**
 * What the {@link ParityTests} of a test class or of one factory method are made in, where the
 * calls themselves do not say. From the strongest: the command line ({@code
 * -Dtorchparity.dtype=float64}, {@code seed}, {@code samples}, {@code atol}, {@code rtol}), the
 * fluent calls, the method's annotation, the class's, the defaults here.
 *
 * <pre>{@code
 * @ParitySettings(dtypes = DType.FLOAT64, seeds = "0-4")
 * class MyLayersTest {}
 * }</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface ParitySettings {
  /** The floating-point types to check in; without any, float32. */
  DType[] dtypes() default {};

  /** What cases are drawn from: a number, or a range such as {@code 0-9}; empty for 0. */
  String seeds() default "";

  /** The greatest number of samples a module. */
  int samples() default Integer.MAX_VALUE;

  /** Absolute tolerance; NaN for the standard one, 1e-5 in float32 and 1e-10 in float64. */
  double atol() default Double.NaN;

  /** Relative tolerance; NaN for the standard one, 1e-5 in float32 and 1e-10 in float64. */
  double rtol() default Double.NaN;
}
