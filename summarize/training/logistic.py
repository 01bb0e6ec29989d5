"""Logistic regressions over named facets: the table they are fitted on, and weights by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from summarize.training.folds import FOLDS

__all__ = ["FacetTable"]

DIGITS = 3
"""Decimal places of a weight."""


@dataclass(frozen=True)
class FacetTable:
    """Examples as a matrix."""

    names: list[str]
    """Of the facets, in the order of the columns."""
    facets: csr_matrix
    """One row an example; most facets are absent from most."""
    penalty: float
    """Inverse strength of the L2 penalty."""

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, float]], least: int, penalty: float) -> FacetTable:
        """Return the table of the facets that at least so many examples have."""
        vectorizer = DictVectorizer(sort=True)
        matrix = vectorizer.fit_transform(rows)
        matrix.eliminate_zeros()
        frequent = matrix.getnnz(axis=0) >= least
        names = [str(name) for name in vectorizer.get_feature_names_out()]
        return cls([name for name, kept in zip(names, frequent, strict=True) if kept], matrix[:, frequent], penalty)

    def weights(self, true: NDArray[np.bool_]) -> dict[str, float]:
        """Return the weight of each facet, and the `bias`, that tell which examples are true; those of 0 are left out."""
        model = self._fitted(true, np.ones(len(true), dtype=bool))
        found = {"bias": float(model.intercept_[0]), **dict(zip(self.names, map(float, model.coef_[0]), strict=True))}
        return {name: round(weight, DIGITS) for name, weight in found.items() if round(weight, DIGITS)}

    def left_out(self, true: NDArray[np.bool_], fold: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the log-odds of each example by weights fitted without its fold."""
        odds = np.zeros(len(true))
        for number in range(FOLDS):
            out = fold == number
            odds[out] = self._fitted(true, ~out).decision_function(self.facets[out])
        return odds

    def _fitted(self, true: NDArray[np.bool_], rows: NDArray[np.bool_]) -> LogisticRegression:
        return LogisticRegression(C=self.penalty, max_iter=5000, tol=1e-6).fit(self.facets[rows], true[rows])
