import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** What may do more than draw: run, load, embed or lead elsewhere. By local name, whatever its prefix is. */
const refusedElements: Record<string, string> = {
  script: 'a script',
  foreignobject: 'foreign objects',
  handler: 'a script',
  listener: 'a script',
  iframe: 'an embedded page',
  embed: 'an embedded page',
  object: 'an embedded page',
  audio: 'sound',
  video: 'a film',
  a: 'a link',
}

const editorsHint = 'Export it as “plain” or “optimised” SVG, or upload a PNG.'
const embeddedPicture = /^data:image\/(png|jpeg|webp);base64,[a-z0-9+/=\s]*$/i

/**
 * What is wrong with a drawing that strangers' browsers will show; null where it only draws. It is
 * shown by `<img>` and under a policy that runs nothing, besides: this is the first fence of three.
 */
export function drawingProblem(bytes: Uint8Array): string | null {
  const text = decode(bytes)
  if (text === null) return 'The drawing is not written in UTF-8. Save it anew.'
  // What a lenient reader could take for text, a browser could take for markup: these are refused unread.
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return `The drawing declares entities. ${editorsHint}`
  if (/<\?(?!xml[\s?])/i.test(text)) return `The drawing loads a stylesheet or holds other instructions. ${editorsHint}`
  if (/http:\/\/www\.w3\.org\/1999\/xhtml/i.test(text)) return `The drawing holds parts of a web page. ${editorsHint}`
  const validity = XMLValidator.validate(text)
  if (validity !== true) return `The drawing is broken at line ${validity.err.line}. Save it anew.`
  const roots = parser.parse(text) as Node[]
  const [root, ...others] = roots.filter((node) => !/^(\?|#)/.test(nameOf(node)))
  if (!root || others.length > 0 || localName(nameOf(root)) !== 'svg') return 'The drawing is no SVG. Save it anew.'
  const held = heldBy(root)
  return held === null ? null : `The drawing holds ${held}. ${editorsHint}`
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
})

type Node = Record<string, unknown>

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)/i.exec(text)?.[1] ?? 'utf-8'
    return /^utf-?8$/i.test(declared) ? text : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** What an element, or anything in it, holds that a logo must not; null where there is nothing. */
function heldBy(node: Node): string | null {
  const name = nameOf(node)
  if (name === '#text') return null
  const local = localName(name)
  const refused = refusedElements[local]
  if (refused !== undefined) return refused
  const attributes = (node[':@'] ?? {}) as Record<string, string>
  for (const [attribute, value] of Object.entries(attributes)) {
    const held = heldByAttribute(localName(attribute), String(value))
    if (held !== null) return held
  }
  const children = (node[name] ?? []) as Node[]
  if (local === 'style') {
    const held = heldByStyle(children.map(textOf).join(''))
    if (held !== null) return held
  }
  return children.map(heldBy).find((held) => held !== null) ?? null
}

function heldByAttribute(name: string, value: string): string | null {
  if (name.startsWith('on')) return 'event handlers'
  if (name === 'href' || name === 'src') {
    return value.startsWith('#') || embeddedPicture.test(value) ? null : 'a reference to something outside of it'
  }
  if (name === 'attributename' && /^(.*:)?(href|src|on.*)$/i.test(value.trim())) return 'an animation of its links'
  if (name === 'style' || /url\s*\(/i.test(value) || value.includes('\\')) return heldByStyle(value)
  return null
}

function heldByStyle(css: string): string | null {
  // An escape could spell any of the words that are looked for.
  if (css.includes('\\') || /@import|expression\s*\(|-moz-binding|image-set\s*\(|@font-face/i.test(css)) {
    return 'styles that load something'
  }
  const references = [...css.matchAll(/url\s*\(\s*(?:["']|&quot;|&apos;)?\s*([^"')]*)/gi)].map(
    (match) => match[1] ?? '',
  )
  const isOutside = (reference: string) => !reference.startsWith('#') && !embeddedPicture.test(reference)
  return references.some(isOutside) ? 'a reference to something outside of it' : null
}

function textOf(node: Node): string {
  const text = node['#text']
  return typeof text === 'string' ? text : ''
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? ''
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase()
}
