import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { BarDay } from '#domain/public/status-page'
import type { State } from '#domain/status'
import { barsInWords, DayBars } from './day-bars.tsx'
import { notableDays, TroubleDays, troubleWords } from './trouble-days.tsx'

const hourMs = 3_600_000

/** Days of one letter each: Good, Maintained, Degraded, Partial, Xmajor or nothing known (-). */
function days(letters: string): BarDay[] {
  const states: Record<string, State> = {
    g: 'operational',
    m: 'under_maintenance',
    d: 'degraded_performance',
    p: 'partial_outage',
    x: 'major_outage',
    '-': 'no_data',
  }
  return [...letters].map((letter, index) => {
    const worst = states[letter] as State
    const during = (state: State) => (worst === state ? hourMs : 0)
    return {
      date: `2026-11-${String(index + 1).padStart(2, '0')}`,
      tally: {
        observedMs: worst === 'no_data' ? 0 : 24 * hourMs,
        majorMs: during('major_outage'),
        partialMs: during('partial_outage'),
        degradedMs: during('degraded_performance'),
        maintenanceMs: during('under_maintenance'),
        worst,
      },
    }
  })
}

function pathsOf(letters: string): Map<string, string> {
  const html = renderToStaticMarkup(<DayBars days={days(letters)} />)
  return new Map(
    [...html.matchAll(/<path class="stroke-([a-z]+)[^"]*" d="([^"]+)"/g)].map(([, name, d]) => [name ?? '', d ?? '']),
  )
}

describe('the bars', () => {
  test('have one path for each state that a day was in, and none for others', () => {
    expect([...pathsOf('--ggdgpxm').keys()]).toEqual([
      'operational',
      'maintenance',
      'degraded',
      'partial',
      'major',
      'no',
    ])
    expect([...pathsOf('ggg').keys()]).toEqual(['operational'])
  })

  test('draw days in a row as one line', () => {
    const paths = pathsOf('--gggdg')
    expect(paths.get('operational')).toBe('M2 11h3M6 11h1')
    expect(paths.get('degraded')).toBe('M5 10h1')
    expect(paths.get('no')).toBe('M0 15h2')
  })

  test('draw every day exactly once at its height', () => {
    const lengths = [...pathsOf('g-dpxggxpd-g').values()].flatMap((d) =>
      [...d.matchAll(/h(\d+)/g)].map((run) => Number(run[1])),
    )
    expect(lengths.reduce((sum, length) => sum + length)).toBe(12)
  })

  test('differ in form as well, so that nobody needs their colours', () => {
    const forms = [...'gmdpx-'].map((letter) => {
      const html = renderToStaticMarkup(<DayBars days={days(letter)} />)
      return /stroke-(\d+)"/.exec(html)?.[1]
    })
    expect(new Set(forms).size).toBe(6)
  })

  test('have an alternative in words that counts the days', () => {
    const words = 'The last 7 days: operational on 4 days, degraded performance on 1 day, no data on 2 days.'
    expect(barsInWords(days('--gggdg'))).toBe(words)
    expect(renderToStaticMarkup(<DayBars days={days('--gggdg')} />)).toContain(`role="img" aria-label="${words}"`)
  })
})

describe('the days with trouble', () => {
  test('are listed newest first, with what they were and for how long', () => {
    const html = renderToStaticMarkup(<TroubleDays notable={notableDays(days('gdgx-'))} />)
    expect(html.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|')).toBe(
      '|Wed 4 Nov|: major outage for 1 hour|Mon 2 Nov|: degraded performance for 1 hour|',
    )
  })

  test.each([
    ['ggg', 'No trouble'],
    ['gdg', '1 day with trouble'],
    ['xdm', '2 days with trouble, 1 with maintenance'],
    ['mgm', '2 days with maintenance'],
  ])('of %s are told as “%s”', (letters, words) => {
    expect(troubleWords(notableDays(days(letters)))).toBe(words)
  })
})
