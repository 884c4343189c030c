# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The main job: real repositories in, one new generation of evidence out."""

from commonweal.survey.choosing import Chosen, WouldReplace, choose
from commonweal.survey.job import judge_again, record, survey
from commonweal.survey.options import Options, Summary
from commonweal.survey.statements import answers_of, news_among, statements_in

__all__ = [
    "Chosen",
    "Options",
    "Summary",
    "WouldReplace",
    "answers_of",
    "choose",
    "judge_again",
    "news_among",
    "record",
    "statements_in",
    "survey",
]
