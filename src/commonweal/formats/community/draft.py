# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The drafts for a community: how to take part, who decides, whom to ask."""

from commonweal.formats.community import conduct, guide, owners, statements
from commonweal.formats.drafting import Draft

DRAFTS = (
    Draft("contributing", guide.PATH, guide.write),
    Draft("issue_templates", guide.TEMPLATE_PATH, guide.write_templates),
    Draft("support", guide.SUPPORT_PATH, guide.write_support),
    Draft("code_of_conduct", conduct.PATH, conduct.write),
    Draft("governance", owners.GOVERNANCE_PATH, owners.write_governance),
    Draft("maintainers", owners.MAINTAINERS_PATH, owners.write_maintainers),
    Draft("code_owners", owners.CODEOWNERS_PATH, owners.write_code_owners),
    Draft("funding", owners.FUNDING_PATH, owners.write_funding),
    Draft("accessibility", statements.ACCESSIBILITY_PATH, statements.write_accessibility),
    Draft("privacy", statements.PRIVACY_PATH, statements.write_privacy),
)
