"""What torch_fixtures.py records of losses; as torch_layers.py."""

from torch_row import integers, log_softmax, longs, normal, row, signs, softmax, uniform

REDUCTIONS = ("mean", "sum", "none")


def reductions(module, *inputs, **options):
    return [row(module, dict(reduction=each), *inputs, **options) for each in REDUCTIONS]


REGRESSION = [
    *reductions("L1Loss", normal(3, 5), normal(3, 5)),
    *reductions("MSELoss", normal(3, 5), normal(3, 5)),
    *reductions("HuberLoss", normal(3, 5), normal(3, 5)),
    row("HuberLoss", dict(delta=0.3), normal(3, 5), normal(3, 5)),
    *reductions("SmoothL1Loss", normal(3, 5), normal(3, 5)),
    row("SmoothL1Loss", dict(beta=0.0), normal(3, 5), normal(3, 5)),
    row("SmoothL1Loss", dict(beta=2.5, reduction="none"), normal(3, 5), normal(3, 5)),
    *reductions("PoissonNLLLoss", normal(3, 5), uniform(0, 5, 3, 5)),
    row(
        "PoissonNLLLoss",
        dict(log_input=False, eps=0.01),
        uniform(0.1, 3, 3, 5),
        uniform(0, 5, 3, 5),
    ),
    row("PoissonNLLLoss", dict(full=True), normal(3, 5), uniform(0, 5, 3, 5)),
    *reductions("GaussianNLLLoss", normal(3, 5), normal(3, 5), uniform(0.2, 2, 3, 5)),
    row(
        "GaussianNLLLoss",
        dict(full=True, eps=0.5),
        normal(3, 5),
        normal(3, 5),
        uniform(0.2, 2, 3, 1),
    ),
]

CLASSES = [
    *reductions("CrossEntropyLoss", normal(3, 5), integers(0, 5, 3)),
    *[
        row(
            "CrossEntropyLoss",
            dict(weight=uniform(0.2, 2, 5), ignore_index=2, label_smoothing=0.2, reduction=each),
            normal(6, 5),
            longs(1, 2, 0, 4, 2, 3),
        )
        for each in REDUCTIONS
    ],
    row(
        "CrossEntropyLoss",
        dict(ignore_index=-7),
        normal(2, 4, 3, 2),
        longs([[0, -7], [3, 1], [2, 2]], [[1, 0], [-7, 3], [3, 3]]),
    ),
    row(
        "CrossEntropyLoss",
        dict(weight=uniform(0.2, 2, 4), label_smoothing=0.1),
        normal(3, 4, 2),
        softmax(1, 3, 4, 2),
    ),
    row("CrossEntropyLoss", {}, normal(5), softmax(0, 5)),
    *reductions("NLLLoss", log_softmax(3, 5), integers(0, 5, 3)),
    row(
        "NLLLoss",
        dict(weight=uniform(0.2, 2, 5), ignore_index=2),
        log_softmax(6, 5),
        longs(1, 2, 0, 4, 2, 3),
    ),
    row(
        "NLLLoss",
        dict(weight=uniform(0.2, 2, 4), ignore_index=1, reduction="none"),
        normal(2, 4, 3, 2),
        integers(0, 4, 2, 3, 2),
    ),
    *reductions("KLDivLoss", log_softmax(3, 5), softmax(1, 3, 5)),
    row(
        "KLDivLoss",
        dict(reduction="batchmean", log_target=True),
        log_softmax(3, 5),
        log_softmax(3, 5),
    ),
    *reductions("BCELoss", uniform(0.05, 0.95, 3, 5), uniform(0, 1, 3, 5)),
    row("BCELoss", dict(weight=uniform(0.2, 2, 5)), uniform(0.05, 0.95, 3, 5), uniform(0, 1, 3, 5)),
    *reductions("BCEWithLogitsLoss", normal(3, 5), uniform(0, 1, 3, 5)),
    row(
        "BCEWithLogitsLoss",
        dict(weight=uniform(0.2, 2, 3, 1), pos_weight=uniform(0.2, 3, 5)),
        normal(3, 5),
        uniform(0, 1, 3, 5),
    ),
    *reductions("MultiLabelMarginLoss", normal(2, 4), longs([3, 0, -1, 1], [1, -1, 0, 2])),
    row("MultiLabelMarginLoss", {}, normal(4), longs(3, 0, -1, 1)),
    *reductions("MultiLabelSoftMarginLoss", normal(3, 5), uniform(0, 1, 3, 5)),
    row(
        "MultiLabelSoftMarginLoss",
        dict(weight=uniform(0.2, 2, 5)),
        normal(3, 5),
        uniform(0, 1, 3, 5),
    ),
    *reductions("MultiMarginLoss", normal(3, 5), integers(0, 5, 3)),
    row(
        "MultiMarginLoss",
        dict(p=2, margin=0.5, weight=uniform(0.2, 2, 5)),
        normal(3, 5),
        integers(0, 5, 3),
    ),
    *reductions("SoftMarginLoss", normal(3, 5), signs(3, 5), constant=("1",)),
    row(
        "AdaptiveLogSoftmaxWithLoss",
        dict(in_features=16, n_classes=10, cutoffs=[3, 6]),
        normal(5, 16),
        longs(0, 4, 9, 2, 6),
    ),
    row(
        "AdaptiveLogSoftmaxWithLoss",
        dict(in_features=8, n_classes=12, cutoffs=[4], div_value=2.0, head_bias=True),
        normal(4, 8),
        longs(0, 4, 11, 2),
    ),
    *[
        row(
            "CTCLoss",
            dict(reduction=each),
            log_softmax(9, 3, 5),
            integers(1, 5, 3, 4),
            longs(9, 7, 8),
            longs(4, 2, 3),
        )
        for each in REDUCTIONS
    ],
    row(
        "CTCLoss",
        dict(blank=4, zero_infinity=True),
        log_softmax(6, 2, 5),
        longs(0, 0, 1, 1, 3, 2),
        longs(6, 3),
        longs(2, 4),
    ),
    row("CTCLoss", {}, log_softmax(8, 1, 4), longs([1, 1, 3]), longs(8), longs(3)),
]

PAIRS = [
    *reductions("MarginRankingLoss", normal(7), normal(7), signs(7)),
    row("MarginRankingLoss", dict(margin=0.5), normal(3, 5), normal(3, 5), signs(3, 5)),
    *reductions("HingeEmbeddingLoss", normal(3, 5), signs(3, 5), constant=("1",)),
    row("HingeEmbeddingLoss", dict(margin=0.4), normal(3, 5), signs(3, 5), constant=("1",)),
    *reductions("CosineEmbeddingLoss", normal(4, 5), normal(4, 5), longs(1, -1, -1, 1)),
    row("CosineEmbeddingLoss", dict(margin=-0.5), normal(4, 5), normal(4, 5), longs(1, -1, -1, 1)),
    *reductions("TripletMarginLoss", normal(4, 5), normal(4, 5), normal(4, 5)),
    row(
        "TripletMarginLoss",
        dict(margin=2.5, p=3.0, eps=1e-3, swap=True),
        normal(4, 5),
        normal(4, 5),
        normal(4, 5),
    ),
    *reductions("TripletMarginWithDistanceLoss", normal(4, 5), normal(4, 5), normal(4, 5)),
    row(
        "TripletMarginWithDistanceLoss",
        dict(margin=2.5, swap=True),
        normal(4, 5),
        normal(4, 5),
        normal(4, 5),
    ),
]

LOSSES = REGRESSION + CLASSES + PAIRS
