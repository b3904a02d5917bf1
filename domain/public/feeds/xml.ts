import { XMLBuilder } from 'fast-xml-parser'

/** An element's children by name, in their order; `@_name` is an attribute and `#text` the text beside attributes. */
export interface XmlTree {
  [name: string]: string | XmlTree | readonly XmlTree[]
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  format: true,
  indentBy: '  ',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  // Which characters are escaped differs between formats, so the callers do it.
  processEntities: false,
})

/** A tree as an XML document. Texts and attributes arrive escaped. */
export function xmlDocument(tree: XmlTree): string {
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, ...tree })
}

/** A text as Atom has it: `&`, `<` and `>` are escaped, quotes are not. */
export function escapeText(text: string): string {
  return text.replace(forbidden, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A text as RSS and attributes have it: quotes are escaped too. */
export function escapeQuotedText(text: string): string {
  return escapeText(text).replaceAll("'", '&apos;').replaceAll('"', '&quot;')
}

/** XML 1.0 allows no other control characters, not even escaped, and no halves of a pair. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
