import { describe, expect, test } from 'vitest'
import { withSection } from './results.js'

const table = '### A table\n\n| what | measured | to reach |\n|---|---|---|\n'

describe('the file of results', () => {
  test('begins with one section', () => {
    const text = withSection('', 'crowd', `A crowd.\n\n${table}| a | 1 | ≤ 2 |\n`)
    expect(text).toMatch(/^# What was measured\n\n/)
    expect(text).toContain('\n## crowd\n\nA crowd.\n\n### A table\n')
    expect(text).toContain('Every goal is reached.')
  })

  test('keeps the sections of other benches when one is measured anew', () => {
    const first = withSection(withSection('', 'visit', `A visit.\n\n${table}`), 'crowd', 'A crowd.')
    const text = withSection(first, 'crowd', 'Another crowd.')
    expect(text).toContain(`A visit.\n\n${table.trim()}`)
    expect(text).toContain('Another crowd.')
    expect(text).not.toContain('A crowd.')
    expect(text.indexOf('## crowd')).toBeLessThan(text.indexOf('## visit'))
  })

  test('is the same after the same section was put in again', () => {
    const text = withSection(withSection('', 'visit', table), 'crowd', table)
    expect(withSection(text, 'crowd', table)).toBe(text)
  })

  test('counts the goals that were missed', () => {
    const row = '| a | 3 | ≤ 2, **missed** |\n'
    const text = withSection(withSection('', 'a', table + row), 'b', table + row + row)
    expect(text).toContain('there are 3.')
  })
})
