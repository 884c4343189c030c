# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Workflows of GitHub, Gitea and Forgejo: what starts them, what they may do, what they run."""

from commonweal.formats.workflow.chores import does_chores
from commonweal.formats.workflow.permissions import Granted, granted
from commonweal.formats.workflow.pipelines import is_pipeline_path, pipeline_uses
from commonweal.formats.workflow.publishing import (
    needs_contents,
    needs_packages,
    needs_security_events,
    published_at,
    publisher_called_at,
)
from commonweal.formats.workflow.read import (
    Job,
    Permissions,
    Step,
    Workflow,
    WorkflowRefused,
    is_workflow_path,
    read_workflow,
)
from commonweal.formats.workflow.untrusted import (
    Injection,
    injections,
    input_injections,
    is_untrusted,
    only_compared,
    untrusted_checkouts,
)
from commonweal.formats.workflow.uses import (
    ActionUse,
    ScriptUse,
    actions,
    is_action_pinned,
    is_forge_owned,
    script_uses,
)

__all__ = [
    "ActionUse",
    "Granted",
    "Injection",
    "Job",
    "Permissions",
    "ScriptUse",
    "Step",
    "Workflow",
    "WorkflowRefused",
    "actions",
    "does_chores",
    "granted",
    "injections",
    "input_injections",
    "is_action_pinned",
    "is_forge_owned",
    "is_pipeline_path",
    "is_untrusted",
    "is_workflow_path",
    "needs_contents",
    "needs_packages",
    "needs_security_events",
    "only_compared",
    "pipeline_uses",
    "published_at",
    "publisher_called_at",
    "read_workflow",
    "script_uses",
    "untrusted_checkouts",
]
