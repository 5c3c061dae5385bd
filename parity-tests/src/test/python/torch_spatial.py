"""What torch_fixtures.py records of layers that look at images; as torch_layers.py."""

from torch_row import normal, pooled, row, ties, uniform


def conv(in_channels, out_channels, kernel_size, **options):
    return dict(
        in_channels=in_channels, out_channels=out_channels, kernel_size=kernel_size, **options
    )


CONV = [
    row("Conv1d", conv(3, 4, 3), normal(2, 3, 9)),
    row(
        "Conv1d",
        conv(4, 6, 3, stride=2, padding=2, dilation=2, groups=2, bias=False),
        normal(2, 4, 11),
    ),
    row("Conv1d", conv(2, 3, 4, padding="same"), normal(2, 2, 7)),
    row("Conv1d", conv(2, 3, 3, padding=2, padding_mode="reflect"), normal(2, 7)),
    row("Conv1d", conv(2, 3, 3, padding=1, padding_mode="circular"), normal(2, 2, 7)),
    row("Conv2d", conv(2, 3, 3), normal(2, 2, 6, 5)),
    row(
        "Conv2d",
        conv(4, 8, (3, 2), stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=4),
        normal(2, 4, 7, 6),
    ),
    row(
        "Conv2d",
        conv(2, 3, (2, 4), padding="same", dilation=(2, 1), padding_mode="circular"),
        normal(2, 2, 5, 6),
    ),
    row("Conv2d", conv(2, 3, 3, padding="valid", bias=False), normal(2, 5, 6)),
    row("Conv2d", conv(2, 2, 3, padding=(2, 1), padding_mode="replicate"), normal(1, 2, 4, 5)),
    row("Conv2d", conv(2, 2, 3, padding=(2, 1), padding_mode="reflect"), normal(1, 2, 4, 5)),
    row("Conv3d", conv(2, 3, 2), normal(2, 2, 3, 4, 3)),
    row(
        "Conv3d",
        conv(2, 4, (1, 2, 3), stride=(1, 2, 1), padding=(0, 1, 1), groups=2),
        normal(1, 2, 2, 4, 5),
    ),
    row("Conv3d", conv(1, 2, 3, padding=1, padding_mode="replicate"), normal(1, 1, 3, 3, 4)),
    row("ConvTranspose1d", conv(3, 2, 3), normal(2, 3, 5)),
    row(
        "ConvTranspose1d",
        conv(4, 6, 4, stride=3, padding=1, output_padding=2, groups=2, dilation=2),
        normal(2, 4, 5),
    ),
    row(
        "ConvTranspose1d",
        conv(2, 3, 3, stride=2, bias=False),
        normal(2, 2, 5),
        call=dict(output_size=[12]),
    ),
    row("ConvTranspose2d", conv(2, 3, 3), normal(2, 2, 4, 3)),
    row(
        "ConvTranspose2d",
        conv(4, 2, (2, 3), stride=(2, 1), padding=(0, 1), output_padding=(1, 0), groups=2),
        normal(1, 4, 3, 4),
    ),
    row(
        "ConvTranspose2d",
        conv(2, 2, 3, stride=2, padding=1),
        normal(2, 2, 3, 4),
        call=dict(output_size=[6, 7]),
    ),
    row("ConvTranspose3d", conv(2, 3, 2), normal(2, 2, 2, 3, 2)),
    row(
        "ConvTranspose3d",
        conv(2, 2, (1, 2, 3), stride=2, dilation=(1, 2, 1), bias=False),
        normal(1, 2, 2, 3, 2),
    ),
    row("Unfold", dict(kernel_size=2), normal(2, 3, 4, 5)),
    row(
        "Unfold",
        dict(kernel_size=(2, 3), dilation=(2, 1), padding=(1, 0), stride=(1, 2)),
        normal(1, 2, 5, 7),
    ),
    row("Fold", dict(output_size=(4, 5), kernel_size=2), normal(2, 12, 12)),
    row(
        "Fold",
        dict(
            output_size=(5, 7), kernel_size=(2, 3), dilation=(2, 1), padding=(1, 0), stride=(1, 2)
        ),
        normal(1, 12, 15),
    ),
]

# Torch 1.13 has no LPPool3d.
POOLING = [
    row("MaxPool1d", dict(kernel_size=3), normal(2, 3, 11)),
    row(
        "MaxPool1d",
        dict(kernel_size=3, stride=2, padding=1, dilation=2, ceil_mode=True),
        normal(2, 12),
    ),
    row("MaxPool1d", dict(kernel_size=2, return_indices=True), ties(2, 3, 9)),
    row("MaxPool2d", dict(kernel_size=2), normal(2, 3, 6, 5)),
    row(
        "MaxPool2d",
        dict(kernel_size=(3, 2), stride=(1, 2), padding=1, dilation=(2, 1), ceil_mode=True),
        normal(2, 2, 7, 6),
    ),
    row("MaxPool2d", dict(kernel_size=3, stride=2, return_indices=True), ties(2, 7, 8)),
    row("MaxPool3d", dict(kernel_size=2), normal(2, 2, 4, 5, 4)),
    row(
        "MaxPool3d",
        dict(
            kernel_size=(2, 3, 1),
            stride=(1, 2, 2),
            padding=(1, 1, 0),
            dilation=(1, 1, 2),
            ceil_mode=True,
        ),
        normal(1, 2, 4, 5, 4),
    ),
    row("MaxPool3d", dict(kernel_size=2, return_indices=True), ties(2, 4, 4, 5)),
    row("MaxUnpool1d", dict(kernel_size=2), normal(2, 3, 4), pooled(1, 2, 3, 8, kernel_size=2)),
    row(
        "MaxUnpool1d",
        dict(kernel_size=3, stride=3),
        normal(3, 3),
        pooled(1, 3, 11, kernel_size=3),
        call=dict(output_size=[11]),
    ),
    row(
        "MaxUnpool2d", dict(kernel_size=2), normal(2, 2, 3, 2), pooled(2, 2, 2, 6, 4, kernel_size=2)
    ),
    row(
        "MaxUnpool2d",
        dict(kernel_size=(2, 3), stride=(2, 3)),
        normal(1, 2, 3, 2),
        pooled(2, 1, 2, 7, 8, kernel_size=(2, 3)),
        call=dict(output_size=[7, 8]),
    ),
    row(
        "MaxUnpool3d",
        dict(kernel_size=2),
        normal(1, 2, 2, 2, 1),
        pooled(3, 1, 2, 4, 4, 2, kernel_size=2),
    ),
    row(
        "MaxUnpool3d",
        dict(kernel_size=2),
        normal(2, 2, 2, 1),
        pooled(3, 2, 5, 4, 3, kernel_size=2),
        call=dict(output_size=[5, 4, 3]),
    ),
    row("AvgPool1d", dict(kernel_size=3), normal(2, 3, 10)),
    row(
        "AvgPool1d",
        dict(kernel_size=3, stride=2, padding=1, ceil_mode=True, count_include_pad=False),
        normal(2, 10),
    ),
    row("AvgPool2d", dict(kernel_size=2), normal(2, 3, 5, 6)),
    row(
        "AvgPool2d",
        dict(kernel_size=(3, 2), stride=2, padding=(1, 0), ceil_mode=True, count_include_pad=False),
        normal(2, 2, 6, 7),
    ),
    row(
        "AvgPool2d",
        dict(kernel_size=3, stride=2, padding=1, divisor_override=4),
        normal(1, 2, 6, 6),
    ),
    row("AvgPool3d", dict(kernel_size=2), normal(2, 2, 4, 3, 4)),
    row(
        "AvgPool3d",
        dict(
            kernel_size=(1, 3, 2),
            stride=(1, 2, 1),
            padding=(0, 1, 1),
            ceil_mode=True,
            count_include_pad=False,
        ),
        normal(1, 2, 2, 6, 3),
    ),
    row("AvgPool3d", dict(kernel_size=2, stride=1, divisor_override=3), normal(2, 3, 3, 2)),
    row("LPPool1d", dict(norm_type=2, kernel_size=3), normal(2, 3, 10)),
    row(
        "LPPool1d",
        dict(norm_type=3.0, kernel_size=2, stride=1, ceil_mode=True),
        uniform(0.1, 2, 2, 3, 8),
    ),
    row("LPPool2d", dict(norm_type=2, kernel_size=2), normal(2, 3, 4, 5)),
    row(
        "LPPool2d",
        dict(norm_type=1.5, kernel_size=(3, 2), stride=(2, 1), ceil_mode=True),
        uniform(0.1, 2, 1, 2, 6, 5),
    ),
    row("AdaptiveMaxPool1d", dict(output_size=3), normal(2, 3, 7)),
    row("AdaptiveMaxPool1d", dict(output_size=4, return_indices=True), ties(2, 9)),
    row("AdaptiveMaxPool2d", dict(output_size=(3, None)), normal(2, 2, 7, 4)),
    row("AdaptiveMaxPool2d", dict(output_size=2, return_indices=True), ties(2, 5, 6)),
    row("AdaptiveMaxPool3d", dict(output_size=(2, 3, None)), normal(1, 2, 5, 4, 2)),
    row("AdaptiveMaxPool3d", dict(output_size=2, return_indices=True), ties(2, 3, 4, 5)),
    row("AdaptiveAvgPool1d", dict(output_size=3), normal(2, 3, 7)),
    row("AdaptiveAvgPool2d", dict(output_size=(3, None)), normal(2, 2, 7, 4)),
    row("AdaptiveAvgPool2d", dict(output_size=4), normal(2, 6, 3)),
    row("AdaptiveAvgPool3d", dict(output_size=(2, 3, None)), normal(1, 2, 5, 4, 2)),
    row("FractionalMaxPool2d", dict(kernel_size=2, output_size=(3, 4)), normal(2, 3, 7, 9), seed=7),
    row(
        "FractionalMaxPool2d",
        dict(kernel_size=(2, 3), output_ratio=(0.5, 0.6), return_indices=True),
        normal(1, 2, 9, 11),
        seed=8,
    ),
    row(
        "FractionalMaxPool3d",
        dict(kernel_size=2, output_size=(2, 3, 2)),
        normal(1, 2, 5, 7, 5),
        seed=9,
    ),
    row(
        "FractionalMaxPool3d",
        dict(kernel_size=(1, 2, 2), output_ratio=0.6, return_indices=True),
        normal(1, 2, 5, 6, 7),
        seed=10,
    ),
]

# Torch 1.13 has no CircularPad1d-3d, ZeroPad1d and ZeroPad3d.
PADDING = [
    row("ZeroPad2d", dict(padding=2), normal(2, 3, 4, 3)),
    row("ZeroPad2d", dict(padding=(1, 0, -1, 2)), normal(2, 4, 3)),
    row("ConstantPad1d", dict(padding=2, value=3.5), normal(2, 3, 4)),
    row("ConstantPad1d", dict(padding=(-1, 3), value=-0.5), normal(3, 4)),
    row("ConstantPad2d", dict(padding=(3, 0, 2, 1), value=3.5), normal(2, 3, 4, 3)),
    row("ConstantPad2d", dict(padding=(-1, 1, 2, -2), value=0.25), normal(2, 4, 3)),
    row("ConstantPad3d", dict(padding=(3, 0, 2, 1, 0, 1), value=3.5), normal(1, 2, 2, 3, 2)),
    row("ReflectionPad1d", dict(padding=2), normal(2, 3, 4)),
    row("ReflectionPad1d", dict(padding=(3, 1)), normal(3, 4)),
    row("ReflectionPad2d", dict(padding=(1, 2, 2, 0)), normal(2, 2, 4, 3)),
    row("ReflectionPad2d", dict(padding=1), normal(2, 4, 3)),
    row("ReflectionPad3d", dict(padding=(1, 2, 2, 0, 1, 1)), normal(1, 2, 3, 4, 3)),
    row("ReplicationPad1d", dict(padding=2), normal(2, 3, 4)),
    row("ReplicationPad1d", dict(padding=(5, 1)), normal(3, 4)),
    row("ReplicationPad2d", dict(padding=(1, 4, 2, 0)), normal(2, 2, 3, 3)),
    row("ReplicationPad2d", dict(padding=1), normal(2, 4, 3)),
    row("ReplicationPad3d", dict(padding=(1, 3, 2, 0, 1, 1)), normal(1, 2, 2, 3, 2)),
]

# Torch 1.13 has no gradient of ChannelShuffle: forward only.
VISION = [
    row("PixelShuffle", dict(upscale_factor=2), normal(2, 8, 3, 2)),
    row("PixelShuffle", dict(upscale_factor=3), normal(9, 2, 3)),
    row("PixelUnshuffle", dict(downscale_factor=2), normal(2, 3, 4, 6)),
    row("PixelUnshuffle", dict(downscale_factor=3), normal(2, 3, 6)),
    row("ChannelShuffle", dict(groups=2), normal(2, 6, 3, 2), constant=("0",)),
    row("ChannelShuffle", dict(groups=3), normal(1, 6, 2, 3), constant=("0",)),
    row("Upsample", dict(scale_factor=2), normal(2, 3, 5)),
    row("Upsample", dict(size=(7, 3)), normal(2, 2, 4, 5)),
    row("Upsample", dict(scale_factor=(1.5, 0.7, 2.2)), normal(1, 2, 3, 5, 3)),
    row("Upsample", dict(scale_factor=1.3, mode="linear"), normal(2, 3, 11)),
    row("Upsample", dict(size=9, mode="linear", align_corners=True), normal(2, 3, 5)),
    row("Upsample", dict(scale_factor=(1.7, 0.6), mode="bilinear"), normal(2, 2, 4, 5)),
    row(
        "Upsample",
        dict(scale_factor=1.7, mode="bilinear", recompute_scale_factor=True),
        normal(2, 2, 4, 5),
    ),
    row("Upsample", dict(size=(7, 3), mode="bilinear", align_corners=True), normal(1, 2, 4, 5)),
    row("Upsample", dict(scale_factor=1.7, mode="bicubic"), normal(1, 2, 4, 5)),
    row("Upsample", dict(size=(3, 9), mode="bicubic", align_corners=True), normal(1, 2, 4, 5)),
    row("Upsample", dict(size=(4, 3, 5), mode="trilinear"), normal(1, 2, 2, 4, 3)),
    row(
        "Upsample",
        dict(scale_factor=2, mode="trilinear", align_corners=True),
        normal(1, 2, 2, 2, 3),
    ),
    row("UpsamplingNearest2d", dict(scale_factor=2), normal(2, 2, 3, 4)),
    row("UpsamplingNearest2d", dict(size=(5, 3)), normal(2, 2, 3, 4)),
    row("UpsamplingBilinear2d", dict(scale_factor=2), normal(2, 2, 3, 4)),
    row("UpsamplingBilinear2d", dict(size=(5, 3)), normal(2, 2, 3, 4)),
]

SPATIAL = CONV + POOLING + PADDING + VISION
