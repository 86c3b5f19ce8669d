/** The reference of all policies in the guide for administrators: `docs/it/policy-reference.md`. */
import type { PolicyDefinition, PolicyValue } from '../../../core/policy/definition.ts'
import { definitionOf, type PolicyName, policyNames } from '../../../core/policy/table.ts'

export const policyReference = (): string => `# Every policy

Made from the table in \`core/policy/\` by \`npm run policy -- --out DIR\`; how they are rolled out is in [policy.md](policy.md). A value that
makes no sense locks the policy to the value under "If it makes no sense", and the app's page "Managed by your organisation" says so.

${policyNames.map((name) => section(name, definitionOf(name))).join('\n')}`

function section(name: PolicyName, definition: PolicyDefinition): string {
  const { title, text, scope, recommended, since, atStart } = definition
  const rows = [
    ['Type', typeText(definition)],
    ['Usual', code(definition.default)],
    ['If it makes no sense', code(definition.safe)],
    ['Example', code(definition.example)],
    ['For', scope === 'machine' ? 'machines' : 'machines and people'],
    ['Recommended', recommended ? 'yes: people may choose otherwise' : 'no: always mandatory'],
    ['In effect', atStart === true ? 'at the next start' : 'within five minutes'],
    ['Since', since],
  ]
  return `## ${name}

${title}. ${escapeCell(text)}

| | |
|---|---|
${rows.map(([label, value]) => `| ${label} | ${value} |`).join('\n')}
`
}

function typeText(definition: PolicyDefinition): string {
  switch (definition.type) {
    case 'boolean':
      return 'yes or no (Windows: 1 or 0)'
    case 'integer':
      return `whole number, ${definition.min} to ${definition.max}`
    case 'string':
      return 'text'
    case 'list':
      return `list of texts, ${definition.maxItems} at most`
    case 'enum':
      return `one of ${Object.entries(definition.choices)
        .map(([choice, text]) => `\`${choice}\` (${escapeCell(text)})`)
        .join(', ')}`
  }
}

const code = (value: PolicyValue): string => `\`${JSON.stringify(value)}\``
/** `*` and `<` are Markdown's, and a bar ends a cell. */
const escapeCell = (text: string): string => text.replaceAll(/[*<>|]/g, (each) => `\\${each}`)
