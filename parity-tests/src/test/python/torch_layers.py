"""What torch_fixtures.py records of layers: a row a case, row(module, its arguments, *inputs).

Chosen for options, not for extremes: those are in the catalogue, against libtorch itself. A row
whose result differs between torch 1.13 (Debian 12's) and 2.10 has no place here; where one is left
out for that, a comment names the difference.
"""

from torch_row import BOTH, integers, longs, normal, row, uniform

LINEAR = [
    row("Identity", {}, normal(3, 5)),
    row("Linear", dict(in_features=5, out_features=3), normal(4, 5)),
    row("Linear", dict(in_features=6, out_features=4, bias=False), normal(2, 3, 6)),
    row("Linear", dict(in_features=7, out_features=2), normal(7)),
    row("Linear", dict(in_features=31, out_features=17), normal(13, 31)),
    row("Linear", dict(in_features=3, out_features=2), normal(0, 3)),
    row(
        "Bilinear", dict(in1_features=3, in2_features=5, out_features=4), normal(2, 3), normal(2, 5)
    ),
    row(
        "Bilinear",
        dict(in1_features=4, in2_features=2, out_features=3, bias=False),
        normal(2, 3, 4),
        normal(2, 3, 2),
    ),
    row("Bilinear", dict(in1_features=3, in2_features=2, out_features=1), normal(3), normal(2)),
    row("Flatten", {}, normal(2, 3, 4)),
    row("Flatten", dict(start_dim=0, end_dim=1), normal(2, 3, 4)),
    row("Flatten", dict(start_dim=-3, end_dim=-2), normal(2, 3, 4, 2)),
    row("Unflatten", dict(dim=1, unflattened_size=(2, 3)), normal(2, 6)),
    row("Unflatten", dict(dim=-1, unflattened_size=(3, -1)), normal(2, 2, 12)),
]

# LayerNorm's bias=False and RMSNorm are newer than torch 1.13.
NORM = [
    row("BatchNorm1d", dict(num_features=10), normal(2, 10), modes=BOTH),
    row("BatchNorm1d", dict(num_features=3, eps=0.01, momentum=0.7), normal(4, 3, 5), modes=BOTH),
    row("BatchNorm1d", dict(num_features=4, momentum=None), normal(5, 4), modes=BOTH),
    row("BatchNorm1d", dict(num_features=4, affine=False), normal(5, 4), modes=BOTH),
    row(
        "BatchNorm1d", dict(num_features=4, track_running_stats=False), normal(5, 4, 3), modes=BOTH
    ),
    row("BatchNorm2d", dict(num_features=3), normal(2, 3, 5, 7), modes=BOTH),
    row("BatchNorm2d", dict(num_features=2, momentum=0.0, eps=0.1), normal(3, 2, 1, 4), modes=BOTH),
    row(
        "BatchNorm2d",
        dict(num_features=2, affine=False, track_running_stats=False),
        normal(3, 2, 3, 4),
        modes=BOTH,
    ),
    row("BatchNorm3d", dict(num_features=3), normal(2, 3, 2, 3, 2), modes=BOTH),
    row(
        "BatchNorm3d",
        dict(num_features=2, momentum=None, affine=False),
        normal(1, 2, 3, 2, 2),
        modes=BOTH,
    ),
    row("InstanceNorm1d", dict(num_features=3), normal(2, 3, 7), modes=BOTH),
    row(
        "InstanceNorm1d",
        dict(num_features=3, affine=True, track_running_stats=True),
        normal(2, 3, 5),
        modes=BOTH,
    ),
    row("InstanceNorm1d", dict(num_features=3, eps=0.1, affine=True), normal(3, 5), modes=BOTH),
    row("InstanceNorm2d", dict(num_features=3, affine=True), normal(2, 3, 4, 5), modes=BOTH),
    row(
        "InstanceNorm2d",
        dict(num_features=2, track_running_stats=True, momentum=0.3),
        normal(2, 2, 3, 3),
        modes=BOTH,
    ),
    row("InstanceNorm3d", dict(num_features=2, affine=True), normal(2, 2, 2, 3, 2), modes=BOTH),
    row(
        "InstanceNorm3d",
        dict(num_features=2, track_running_stats=True),
        normal(2, 2, 3, 2, 2),
        modes=BOTH,
    ),
    row("GroupNorm", dict(num_groups=2, num_channels=6), normal(3, 6, 4)),
    row("GroupNorm", dict(num_groups=3, num_channels=3, eps=0.1), normal(2, 3, 2, 4)),
    row("GroupNorm", dict(num_groups=1, num_channels=4, affine=False), normal(2, 4, 5)),
    row("LayerNorm", dict(normalized_shape=10), normal(4, 10)),
    row("LayerNorm", dict(normalized_shape=(3, 5), eps=0.3), normal(4, 3, 5)),
    row("LayerNorm", dict(normalized_shape=[8], elementwise_affine=False), normal(2, 3, 8)),
    row("LocalResponseNorm", dict(size=3, alpha=0.7), normal(2, 7, 4)),
    row("LocalResponseNorm", dict(size=4, alpha=0.5, beta=2.0, k=2.5), normal(2, 5, 3, 2)),
    row("LocalResponseNorm", dict(size=2), normal(1, 6, 2, 2, 2)),
    row("CrossMapLRN2d", dict(size=3, alpha=0.6), normal(2, 7, 4, 3)),
    row("CrossMapLRN2d", dict(size=5, alpha=0.5, beta=2.0, k=2.5), normal(2, 8, 2, 3)),
    row("CrossMapLRN2d", dict(size=4, alpha=0.5), normal(1, 7, 2, 3)),
]

ELEMENTWISE = [
    row(name, {}, normal(3, 7))
    for name in (
        "ReLU ReLU6 ELU SELU CELU GELU SiLU Mish Hardswish Hardsigmoid Hardtanh Hardshrink "
        "LeakyReLU Sigmoid LogSigmoid Softplus Softshrink Softsign Tanh Tanhshrink"
    ).split()
] + [
    row(name, dict(inplace=True), normal(2, 3, 5))
    for name in "ReLU ReLU6 SiLU Mish Hardswish Hardsigmoid Hardtanh LeakyReLU SELU".split()
]

ACTIVATION = [
    row("ReLU6", {}, uniform(-2, 8, 3, 7)),
    row("Hardswish", {}, uniform(-5, 5, 3, 7)),
    row("Hardsigmoid", {}, uniform(-5, 5, 3, 7)),
    row("ELU", dict(alpha=1.7), normal(3, 7)),
    row("ELU", dict(alpha=0.3, inplace=True), normal(3, 7)),
    row("CELU", dict(alpha=2.5), normal(3, 7)),
    # In float32 exactly: with another alpha torch's float64 gradient in place is not the one it
    # gives out of place (alpha = 0.4: by 7e-8 of it), and Java knows the latter only.
    row("CELU", dict(alpha=0.375, inplace=True), normal(3, 7)),
    row("GELU", dict(approximate="tanh"), normal(3, 7)),
    row("GELU", {}, uniform(-6, 6, 5, 5)),
    row("Hardtanh", dict(min_val=-0.3, max_val=0.7), normal(3, 7)),
    row("Hardshrink", dict(lambd=0.8), normal(3, 7)),
    row("Softshrink", dict(lambd=0.2), normal(3, 7)),
    row("LeakyReLU", dict(negative_slope=0.3), normal(3, 7)),
    row("Softplus", dict(beta=2, threshold=1.5), normal(3, 7)),
    row("Softplus", dict(beta=0.5), uniform(-50, 50, 3, 7)),
    row("LogSigmoid", {}, uniform(-40, 40, 3, 7)),
    row("Threshold", dict(threshold=0.1, value=20.0), normal(3, 7)),
    row("Threshold", dict(threshold=-0.5, value=0.3, inplace=True), normal(3, 7)),
    row("PReLU", {}, normal(3, 7)),
    row("PReLU", dict(num_parameters=3), normal(2, 3, 5)),
    row("PReLU", dict(num_parameters=4, init=0.9), normal(3, 4)),
    row("RReLU", {}, normal(3, 7), modes=BOTH, seed=5),
    row("RReLU", dict(lower=0.05, upper=0.9), normal(2, 3, 17), modes=BOTH, seed=6),
    row("GLU", {}, normal(5, 6)),
    row("GLU", dict(dim=1), normal(2, 6, 3)),
    row("Softmax2d", {}, normal(2, 3, 4, 5)),
    row("Softmax2d", {}, normal(3, 4, 5)),
] + [
    case
    for name in ("Softmax", "Softmin", "LogSoftmax")
    for case in (
        row(name, dict(dim=1), normal(3, 7)),
        row(name, dict(dim=0), normal(5, 2, 3)),
        row(name, dict(dim=-2), normal(2, 4, 3)),
    )
]

DROPOUT = [
    row("Dropout", {}, normal(5, 7), modes=BOTH, seed=11),
    row("Dropout", dict(p=0.3, inplace=True), normal(2, 3, 19), modes=BOTH, seed=12),
    row("Dropout1d", {}, normal(4, 5, 3), modes=BOTH, seed=13),
    row("Dropout2d", dict(p=0.3), normal(4, 5, 2, 3), modes=BOTH, seed=14),
    row("Dropout3d", {}, normal(4, 5, 2, 1, 2), modes=BOTH, seed=15),
    row("AlphaDropout", dict(p=0.4), normal(5, 7), modes=BOTH, seed=16),
    row("FeatureAlphaDropout", {}, normal(4, 5, 3), modes=BOTH, seed=17),
]

SPARSE = [
    row("Embedding", dict(num_embeddings=7, embedding_dim=3), integers(0, 7, 2, 5)),
    row(
        "Embedding",
        dict(num_embeddings=7, embedding_dim=3, padding_idx=-2),
        longs([5, 1, 5, 0, 5, 6]),
    ),
    row("Embedding", dict(num_embeddings=6, embedding_dim=4, max_norm=1.0), integers(0, 4, 6)),
    row(
        "Embedding",
        dict(num_embeddings=6, embedding_dim=4, max_norm=1.5, norm_type=1.0),
        integers(0, 4, 6),
    ),
    row(
        "Embedding",
        dict(num_embeddings=6, embedding_dim=4, scale_grad_by_freq=True),
        longs([[1, 1, 3], [1, 5, 3]]),
    ),
    row("EmbeddingBag", dict(num_embeddings=7, embedding_dim=3), integers(0, 7, 2, 5)),
    row(
        "EmbeddingBag",
        dict(num_embeddings=7, embedding_dim=3, mode="sum"),
        integers(0, 7, 8),
        keywords=dict(offsets=longs(0, 3, 3, 6)),
    ),
    row(
        "EmbeddingBag",
        dict(num_embeddings=7, embedding_dim=3, mode="sum"),
        integers(0, 7, 2, 3),
        keywords=dict(per_sample_weights=normal(2, 3)),
    ),
    row(
        "EmbeddingBag",
        dict(num_embeddings=7, embedding_dim=3, mode="max"),
        integers(0, 7, 8),
        keywords=dict(offsets=longs(0, 3, 6)),
    ),
    row(
        "EmbeddingBag",
        dict(num_embeddings=7, embedding_dim=3, mode="sum", include_last_offset=True),
        integers(0, 7, 8),
        keywords=dict(offsets=longs(0, 5, 8), per_sample_weights=normal(8)),
    ),
    row(
        "EmbeddingBag",
        dict(num_embeddings=7, embedding_dim=3, mode="mean", padding_idx=2),
        longs([2, 1, 5], [0, 2, 2]),
    ),
    row(
        "EmbeddingBag",
        dict(num_embeddings=7, embedding_dim=3, max_norm=1.0, scale_grad_by_freq=True),
        longs([3, 1, 3], [0, 3, 2]),
    ),
]

# Up to torch 1.13 CosineSimilarity bounds the product of the norms by eps, later each norm: no
# vector here is near zero.
DISTANCE = [
    row("CosineSimilarity", {}, normal(4, 5), normal(4, 5)),
    row("CosineSimilarity", dict(dim=0, eps=1e-3), normal(4, 3), normal(4, 3)),
    row("CosineSimilarity", dict(dim=-1), normal(2, 1, 5), normal(3, 5)),
    row("PairwiseDistance", {}, normal(4, 5), normal(4, 5)),
    row("PairwiseDistance", dict(p=1.0, eps=0.1), normal(4, 5), normal(4, 5)),
    row("PairwiseDistance", dict(p=3.5, keepdim=True), normal(2, 4, 5), normal(2, 4, 5)),
    row("PairwiseDistance", dict(p=float("inf")), normal(4, 5), normal(4, 5)),
]

LAYERS = LINEAR + NORM + ELEMENTWISE + ACTIVATION + DROPOUT + SPARSE + DISTANCE
