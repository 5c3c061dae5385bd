package org.torchparity.reference;

/** The script of the modules that resample: Upsample and its two special cases. */
final class Interpolate {
  /** torch.nn.functional.interpolate, but for {@code area} and {@code antialias}. */
  static final String BODY =
      """
      axes = input.dim() - 2
      assert axes >= 1 and axes <= 3, \
          'Input Error: Only 3D, 4D and 5D input Tensors supported (got ' + str(input.dim()) + 'D)'
      out: Optional[List[int]] = None
      factors: Optional[List[float]] = None
      if size is not None:
          assert scale_factor is None, 'only one of size or scale_factor should be defined'
          out = size if len(size) == axes else size * axes
          assert len(size) == axes or len(size) == 1, \
              'Input and output must have the same number of spatial dimensions'
      else:
          assert scale_factor is not None, 'either size or scale_factor should be defined'
      if scale_factor is not None:
          factor = scale_factor if len(scale_factor) == axes else scale_factor * axes
          assert len(scale_factor) == axes or len(scale_factor) == 1, \
              'Input and scale_factor must have the same number of spatial dimensions'
          if recompute_scale_factor is not None and recompute_scale_factor:
              computed: List[int] = []
              for i in range(axes):
                  computed.append(int(input.size(i + 2) * factor[i]))
              out = computed
          else:
              factors = factor
      corners = align_corners is not None and align_corners
      if mode == 'nearest' or mode == 'nearest-exact':
          assert align_corners is None, 'align_corners option can only be set with the ' \
              + 'interpolating modes: linear | bilinear | bicubic | trilinear'
      if mode == 'nearest' and axes == 1:
          return torch.upsample_nearest1d(input, out, factors)
      if mode == 'nearest' and axes == 2:
          return torch.upsample_nearest2d(input, out, factors)
      if mode == 'nearest' and axes == 3:
          return torch.upsample_nearest3d(input, out, factors)
      if mode == 'nearest-exact' and axes == 1:
          return torch._upsample_nearest_exact1d(input, out, factors)
      if mode == 'nearest-exact' and axes == 2:
          return torch._upsample_nearest_exact2d(input, out, factors)
      if mode == 'nearest-exact' and axes == 3:
          return torch._upsample_nearest_exact3d(input, out, factors)
      if mode == 'linear' and axes == 1:
          return torch.upsample_linear1d(input, out, corners, factors)
      if mode == 'bilinear' and axes == 2:
          return torch.upsample_bilinear2d(input, out, corners, factors)
      if mode == 'bicubic' and axes == 2:
          return torch.upsample_bicubic2d(input, out, corners, factors)
      assert mode == 'trilinear' and axes == 3, \
          'Input Error: no mode ' + mode + ' for a ' + str(input.dim()) + 'D input'
      return torch.upsample_trilinear3d(input, out, corners, factors)
      """;

  private Interpolate() {}
}
