import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

export type TextFormat = 'markdown' | 'html'

const markdown = new MarkdownIt('default', { html: false, linkify: true, breaks: true, typographer: false })

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'a',
    'strong',
    'b',
    'em',
    'i',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'del',
    's',
    'hr',
    'h3',
    'h4',
    'h5',
    'h6',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'small',
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: {
    // A text stands below an h2 of the page, so its own headings begin at h3.
    h1: 'h3',
    h2: 'h3',
    a: (tagName, attributes) => ({
      tagName,
      attribs: { ...(attributes.href ? { href: attributes.href } : {}), rel: 'nofollow noopener' },
    }),
  },
}

/** What people wrote, as HTML that is safe to show: Markdown without raw HTML, or an imported page's own HTML. */
export function textToHtml(text: string, format: TextFormat): string {
  if (text.trim() === '') return ''
  const html = format === 'markdown' ? markdown.render(text) : paragraphsOf(text)
  return sanitizeHtml(html, allowed).trim()
}

/** An imported page's HTML without anything that could do harm and otherwise as it was written: what may be stored. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, allowed).trim()
}

/**
 * The same text as Statuspage's clients expect it: HTML that stands within a paragraph where that is
 * possible, paragraphs parted by `<br /><br />`, on one line. What an imported page wrote stays as it is.
 */
export function textToInlineHtml(text: string, format: TextFormat): string {
  // An ampersand before a space is no entity (HTML 5), and readers who only take tags out see it as it is meant.
  return inlineHtmlOf(text, format).replace(/&amp;(?=\s)/g, '&')
}

function inlineHtmlOf(text: string, format: TextFormat): string {
  if (format === 'html') return cleanHtml(text)
  const html = textToHtml(text, format)
    .replace(/<br \/>\n/g, '<br />')
    .replace(/(<\/?(?:p|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|h\d|hr|pre)[^<>]*>)\n+/g, '$1')
  return blockTag.test(html) ? html : html.replaceAll('</p><p>', '<br /><br />').replace(/^<p>|<\/p>$/g, '')
}

/** Tags that part a text into more than paragraphs. */
const blockTag = /<(?:ul|ol|table|blockquote|h\d|hr|pre)[\s/>]/

/** The same text without any markup, on one line: for descriptions, summaries and search. */
export function textToPlain(text: string, format: TextFormat): string {
  const spaced = textToHtml(text, format).replace(/<(br|\/p|\/li|\/h\d|\/tr)[^>]*>/g, '$& ')
  const plain = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
  return decodeBasicEntities(plain).replace(/\s+/g, ' ').trim()
}

const longestExcerpt = 280

/** How a text begins, as plain text cut at a blank: for lists. */
export function excerptOf(text: string, format: TextFormat): string {
  const plain = textToPlain(text, format)
  if (plain.length <= longestExcerpt) return plain
  const lastSpace = plain.lastIndexOf(' ', longestExcerpt)
  return `${plain.slice(0, lastSpace > 0 ? lastSpace : longestExcerpt)}…`
}

/** Somebody's plain words for the middle of a text in Markdown: nothing in them is markup. */
export function escapeMarkdown(words: string): string {
  return words.replace(/[\\`*_[\]<>&~|]/g, '\\$&')
}

/** The same text without markup that keeps its paragraphs, lists and the addresses behind links: for a letter. */
export function textToLines(text: string, format: TextFormat): string {
  const lined = textToHtml(text, format)
    .replace(/\s+/g, (blank) => (blank.includes('\n') ? ' ' : blank))
    .replace(/<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/g, (_, href: string, words: string) =>
      words.includes(href.replace(/^(mailto|tel):/, '')) ? words : `${words} (${href})`,
    )
    .replace(/<br[^>]*>\s*/g, '\n')
    .replace(/<li[^>]*>\s*/g, '\n- ')
    .replace(/<\/(p|ul|ol|h\d|pre|blockquote|table)>\s*/g, '\n\n')
    .replace(/<\/(tr|li)>/g, '\n')
  const plain = decodeBasicEntities(sanitizeHtml(lined, { allowedTags: [], allowedAttributes: {} }))
  return plain
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n{1,2}(?=- )/g, '\n')
    .trim()
}

/** Statuspage's bodies separate paragraphs by `<br /><br />` or by raw line breaks. */
function paragraphsOf(html: string): string {
  const withBreaks = html.includes('<') ? html : html.replace(/\r?\n/g, '<br>')
  if (/<(p|ul|ol|table|pre|blockquote|h\d)[\s>]/i.test(withBreaks)) return withBreaks
  return withBreaks
    .split(/<br\s*\/?>(?:\s*<br\s*\/?>)+/i)
    .map((paragraph) => `<p>${paragraph.trim()}</p>`)
    .join('')
}

function decodeBasicEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
}
