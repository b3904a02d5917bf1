import { cleanHtml } from './text.ts'

/** Text in Markdown as it can stand below a heading of the second level elsewhere, where HTML would be HTML. */
export function portableMarkdown(text: string): string {
  let isFenced = false
  return text
    .split('\n')
    .map((line) => {
      if (/^ {0,3}(```|~~~)/.test(line)) isFenced = !isFenced
      return isFenced ? line : escapeTags(line.replace(/^ {0,3}#{1,2}(?= )/, '###'))
    })
    .join('\n')
}

/** Candor takes a tag for text; outside of code and links in angle brackets it must be written as such. */
function escapeTags(line: string): string {
  const parts = line.split(/(`+[^`]*`+)/)
  return parts
    .map((part, index) => (index % 2 ? part : part.replace(/<(?=[a-z/!?](?![\w+.-]*[:@]))/gi, '\\<')))
    .join('')
}

/** An imported page's HTML as Markdown: cleaned first, so that only known tags are met; tables stay HTML, which Markdown allows. */
export function htmlToMarkdown(html: string): string {
  const source = /<(p|ul|ol|table|pre|blockquote|h\d)[\s>]/i.test(html) ? html : html.replace(/\r?\n/g, '<br>')
  return blocksOf(parse(cleanHtml(source)))
}

interface Element {
  tag: string
  href: string
  start: string
  children: Node[]
}

type Node = Element | string

/** Sanitised HTML is well formed: every tag is closed in its order. */
function parse(html: string): Node[] {
  const root: Element = { tag: '', href: '', start: '', children: [] }
  const open = [root]
  for (const [token, close, tag = '', rest = ''] of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|[^<]+/g)) {
    const parent = open.at(-1) ?? root
    if (tag === '') parent.children.push(token)
    else if (close) open.pop()
    else {
      const href = decode(/href="([^"]*)"/.exec(rest)?.[1] ?? '')
      const element: Element = { tag, href, start: token, children: [] }
      parent.children.push(element)
      if (!['br', 'hr'].includes(tag)) open.push(element)
    }
  }
  return root.children
}

const blockTags = /^(p|ul|ol|pre|blockquote|hr|table|h[3-6])$/

function blocksOf(nodes: readonly Node[]): string {
  const blocks: string[] = []
  let loose: Node[] = []
  const endLoose = () => {
    const text = inlineOf(loose).trim()
    // Two breaks in a row are how such pages separate paragraphs.
    if (text) blocks.push(text.replace(/( {2}\n){2,}/g, '\n\n'))
    loose = []
  }
  for (const node of nodes) {
    if (typeof node === 'string' || !blockTags.test(node.tag)) loose.push(node)
    else {
      endLoose()
      blocks.push(blockOf(node))
    }
  }
  endLoose()
  return blocks.filter(Boolean).join('\n\n')
}

function blockOf(element: Element): string {
  const { tag, children } = element
  if (tag === 'hr') return '---'
  if (tag === 'table') return rawOf(element)
  if (tag === 'pre') return `\`\`\`\n${plainOf(children).trimEnd()}\n\`\`\``
  if (tag === 'blockquote') return prefix(blocksOf(children), '> ', '> ')
  if (tag === 'ul' || tag === 'ol') return listOf(element)
  const level = /^h(\d)$/.exec(tag)?.[1]
  const text = inlineOf(children).trim()
  if (level) return text && `${'#'.repeat(Number(level))} ${text.replace(/\s*\n/g, ' ')}`
  return text.replace(/( {2}\n){2,}/g, '\n\n')
}

function listOf({ tag, children }: Element): string {
  const items = children.filter((child): child is Element => typeof child !== 'string' && child.tag === 'li')
  return items
    .map((item, index) => {
      const mark = tag === 'ol' ? `${index + 1}. ` : '- '
      return prefix(blocksOf(item.children), mark, ' '.repeat(mark.length))
    })
    .join('\n')
}

const marks: Record<string, string> = { strong: '**', b: '**', em: '*', i: '*', del: '~~', s: '~~' }

function inlineOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string')
        return decode(node)
          .replace(/\s+/g, ' ')
          .replace(/[\\`*_[\]<>]/g, '\\$&')
      const { tag, href, children } = node
      if (tag === 'br') return '  \n'
      if (tag === 'code') return `\`${plainOf(children)}\``
      const text = inlineOf(children)
      if (tag === 'a') return href ? `[${text}](${href.replaceAll(')', '%29')})` : text
      const mark = marks[tag] ?? ''
      return text.trim() === '' ? text : `${mark}${text}${mark}`
    })
    .join('')
}

function plainOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (typeof node === 'string' ? decode(node) : node.tag === 'br' ? '\n' : plainOf(node.children)))
    .join('')
}

function rawOf(node: Node): string {
  if (typeof node === 'string') return node
  const inner = node.children.map(rawOf).join('')
  return node.tag === 'br' ? node.start : `${node.start}${inner}</${node.tag}>`
}

function prefix(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : line === '' ? others.trimEnd() : others) + line)
    .join('\n')
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' }

function decode(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => entities[name] ?? '')
}
