-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- History keeps no kinds of files, so the path must do; the first line that fits wins.
with changed_paths as (
  select distinct repository_id, period, family_id, commit_no, lower(path) as path
  from changes
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  anti join (
    select family_id, path from foreign_paths where kind = 'vendored'
  ) as copies using (family_id, path)
  where not is_bot
),
path_kinds as (
  select
    path,
    case
      when regexp_matches(path, '\.(po|pot|xlf|xliff|ftl|arb|strings)$|(^|/)(locales?|i18n|l10n|translations?)/')
        then 'translation'
      when regexp_matches(path, '^\.(github/workflows|circleci|ci|woodpecker|forgejo/workflows|gitea/workflows)/|(^|/)(\.gitlab-ci|\.travis|azure-pipelines|appveyor|\.appveyor|\.cirrus)\.ya?ml$|(^|/)jenkinsfile$')
        then 'ci'
      when regexp_matches(path, '(^|/)(tests?|specs?|__tests__|testing|testdata)/|(^|/)(test_|conftest)[^/]*$|[._-](tests?|specs?)\.[a-z]+$')
        then 'tests'
      when regexp_matches(path, '(^|/)(makefile|dockerfile|cmakelists\.txt|meson\.build|configure\.ac|pom\.xml|build\.gradle(\.kts)?|package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|go\.(mod|sum)|cargo\.(toml|lock)|pyproject\.toml|poetry\.lock|uv\.lock|setup\.(py|cfg)|[^/]*requirements[^/]*\.txt|gemfile(\.lock)?|composer\.(json|lock))$|\.(mk|cmake|spec|nix)$')
        then 'build'
      when regexp_matches(path, '(^|/)(docs?|documentation|man|manual)/|\.(md|markdown|rst|adoc|asciidoc|txt|tex|texi|pod)$|(^|/)(readme|changelog|changes|news|contributing|authors|copying|licen[sc]e|notice|code_of_conduct)[^/]*$')
        then 'documentation'
      when regexp_matches(path, '\.(svg|png|jpe?g|gif|webp|ico|css|scss|sass|less|ttf|otf|woff2?|fig|xd)$')
        then 'design'
      when regexp_matches(path, '\.(c|h|cc|cpp|cxx|hh|hpp|m|mm|cs|fs|vb|go|rs|zig|java|kt|kts|scala|groovy|clj|cljs|py|pyx|rb|php|pl|pm|lua|r|jl|js|jsx|mjs|cjs|ts|tsx|vue|svelte|swift|dart|ex|exs|erl|hrl|hs|ml|mli|elm|lisp|el|scm|sh|bash|zsh|fish|ps1|bat|sql|html?|xhtml|jinja2?|j2|tmpl|erb|f|f90|f95|pas|adb|ads|asm|s|v|sv|vhd|vhdl|proto|graphql|tf|sol|cob|cbl)$')
        then 'code'
      else 'other'
    end as kind
  from (select distinct path from changed_paths)
),
file_contributions as (
  select distinct repository_id, period, kind, family_id, commit_no
  from changed_paths
  join path_kinds using (path)
),
role_kinds (role, kind) as (
  values
    ('reviewer', 'review'),
    ('acknowledger', 'review'),
    ('tester', 'testing'),
    ('reporter', 'reporting'),
    ('suggester', 'ideas'),
    ('helper', 'help'),
    ('mentor', 'help')
),
credited_contributions as (
  select distinct repository_id, period, kind, family_id, commit_no, person_id
  from credits
  join role_kinds using (role)
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
),
contributions as (
  select repository_id, period, kind from file_contributions
  union all
  select repository_id, period, kind from credited_contributions
)
select repository_id, period, kind as label, count(*) as value
from contributions
group by all
order by repository_id, period, label
