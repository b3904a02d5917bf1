// The file that `npm run bench` writes: a section for each bench, in the order of their names.

const title = '# What was measured'
const missed = /\*\*missed\*\*/g

/**
 * The file with one bench's section replaced, or added where it had none.
 * @param {string} text the file as it is; empty where there is none
 * @param {string} name
 * @param {string} printed what the bench printed
 */
export function withSection(text, name, printed) {
  const sections = new Map(sectionsOf(text))
  sections.set(name, printed.trim())
  const names = [...sections.keys()].sort()
  const body = names.map((each) => `## ${each}\n\n${sections.get(each)}\n`).join('\n')
  return `${title}\n\n${introduction(body)}\n\n${body}`
}

/** @param {string} body */
function introduction(body) {
  const count = body.match(missed)?.length ?? 0
  const found =
    count === 0 ? 'Every goal is reached.' : `Goals that were not reached are marked as missed; there are ${count}.`
  return `Written by \`npm run bench\`, which measures everything anew; \`npm run bench -- crowd\` measures one and replaces its section. ${found}`
}

/**
 * @param {string} text
 * @returns {[name: string, body: string][]}
 */
function sectionsOf(text) {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n')
      return [section.slice(0, end).trim(), section.slice(end).trim()]
    })
}
