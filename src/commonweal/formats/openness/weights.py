# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files hold the parameters of the repository's own model."""

import re

from commonweal.core.tree import Artifact, Tree
from commonweal.formats.openness.paths import ending_of, is_of_the_model, stem_of

# Smaller ones are toys of a test or an example.
LEAST = 100_000
# These formats hold much that is no model.
_LOOSE = frozenset({"pickle", "npy", "npz", "hdf5", "graph", "tensorflow", "binary", "openvino"})
_SIGNS = (
    "model_class", "model_built", "model_layers", "model_loaded", "training_trainer",
    "training_backward", "training_fit",
)  # fmt: skip
_DATA_ENDINGS = frozenset(
    {"csv", "tsv", "json", "jsonl", "parquet", "arrow", "feather", "zip", "tar", "gz", "zst", "xz"}
)
_NAMED = re.compile(r"(?:model[_-]?)?weights$|(?:final|best|trained|pretrained)[_-]?model$|model$")
_STEP = re.compile(
    r"(?:checkpoint|ckpt|step|epoch|iter|global_step)s?[-_=.]?0*([0-9]{1,9})(?![0-9])"
)
_OF_TRAINING = frozenset({"optimizer", "scheduler", "rng_state", "training_args", "scaler"})


def our_weights(tree: Tree) -> tuple[Artifact, ...]:
    """Give the files that hold parameters, pointers to them too."""
    has_model_code = bool(tree.signs_of(*_SIGNS))
    return tuple(
        artifact
        for artifact in tree.artifacts
        if is_of_the_model(artifact.path)
        and ending_of(artifact.path.removesuffix(".dvc")) not in _DATA_ENDINGS
        and stem_of(artifact.path) not in _OF_TRAINING
        and _is_large(tree, artifact)
        and (
            artifact.format not in _LOOSE or has_model_code or _NAMED.match(stem_of(artifact.path))
        )
    )


def _is_large(tree: Tree, artifact: Artifact) -> bool:
    if not artifact.is_stored:
        return True
    file = tree.by_path.get(artifact.path)
    return file is not None and (file.size or 0) >= LEAST


def steps_of(tree: Tree) -> tuple[str, ...]:
    """Give the files that were kept on the way of a training; none where one step alone is."""
    found: dict[str, str] = {}
    for artifact in tree.artifacts:
        match = _STEP.search(artifact.path.casefold())
        if match and is_of_the_model(artifact.path):
            found.setdefault(match[1], artifact.path)
    if len(found) > 1:
        return tuple(found.values())
    return tuple(
        artifact.path
        for artifact in tree.artifacts
        if stem_of(artifact.path) == "optimizer" and is_of_the_model(artifact.path)
    )
