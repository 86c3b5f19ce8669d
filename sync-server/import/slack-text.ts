/**
 * Slack's message text as ours. In Slack's, `<…>` holds a mention, channel or link and the signs `<`, `>`, `&` stand as
 * entities (https://docs.slack.dev/messaging/formatting-message-text); ours is CommonMark. Emphasis stays as written:
 * Slack's `*bold*` and `_italic_` both read as emphasis.
 */
import { emojiByName } from './slack-emoji.ts'

export interface SlackNames {
  readonly userName: (id: string) => string | undefined
  readonly channelName: (id: string) => string | undefined
}

export function slackToCommonMark(text: string, names: SlackNames): string {
  if (!/[<&:`]/.test(text)) return text
  return text
    .split(code)
    .map((part, index) => (index % 2 === 0 ? prose(part, names) : codeOf(part, names)))
    .join('')
}

/** The ids of the people whom the text mentions, in order, each once. */
export function mentionedIn(text: string): ReadonlyArray<string> {
  if (!text.includes('<@')) return []
  return [...new Set(Array.from(text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>\n]*)?>/g), ([, id]) => id ?? ''))]
}

/** Splits off code, at odd places: Slack leaves emoji names in it alone, and so do we. */
const code = /(```[^]*?```|`[^`\n]+`)/

const token = /<([^<>|\n]+)(?:\|([^<>\n]*))?>/g
const shortcode = /(?<!\w):([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):(?!\w)/g

const prose = (text: string, names: SlackNames): string =>
  unescapeSigns(
    text
      .replaceAll(token, (whole, target: string, label?: string) =>
        tokenText(whole, target, label, names, asLink),
      )
      .replaceAll(shortcode, (whole, name: string) => emojiByName(name) ?? whole),
  )

function codeOf(text: string, names: SlackNames): string {
  const plain = unescapeSigns(
    text.replaceAll(token, (whole, target: string, label?: string) =>
      tokenText(whole, target, label, names, asText),
    ),
  )
  // In Slack a fence may share its line with the code; in CommonMark it may not once there are several lines.
  return plain.startsWith('```') && plain.includes('\n')
    ? `\n\`\`\`\n${trimLines(plain.slice(3, -3))}\n\`\`\`\n`
    : plain
}

const trimLines = (text: string): string => text.replace(/^\n+|\n+$/g, '')

type LinkText = (url: string, label: string | undefined) => string

const asText: LinkText = (url, label) => label ?? url

const asLink: LinkText = (url, label) => {
  const bare = url.replace(/^(?:mailto|tel):/, '')
  if (label === undefined || label === '' || label === bare) return bare
  if (url === label || url.replace(/^https?:\/\//, '') === label) return url
  const escaped = label.replaceAll(/[[\]\\]/g, String.raw`\$&`)
  return `[${escaped}](${url.replaceAll(/[ ()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`
}

/** What stands for one `<…>`; `whole` itself if it is none of Slack's: other tools' exports hold plain `<` and `>`. */
function tokenText(
  whole: string,
  target: string,
  label: string | undefined,
  { userName, channelName }: SlackNames,
  linkText: LinkText,
): string {
  if (/^@[UW][A-Z0-9]+$/.test(target)) return `@${userName(target.slice(1)) ?? label ?? target.slice(1)}`
  if (/^#C[A-Z0-9]+$/.test(target)) return `#${label || channelName(target.slice(1)) || target.slice(1)}`
  const command = /^!(here|channel|everyone|subteam\^|date\^)/.exec(target)?.[1]
  if (command !== undefined) return label || (command.endsWith('^') ? whole : `@${command}`)
  return /^(?:https?|ftp|mailto|tel|slack):/i.test(target) ? linkText(target, label) : whole
}

/** `&amp;` last: `&amp;lt;` is the text `&lt;`. */
const unescapeSigns = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
