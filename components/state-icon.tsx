import type { State } from '#domain/status'

interface Shape {
  outline: string
  glyph: string
}

/** Each state's shape in a square of 20: a state is never told by its colour alone. */
export const stateShapes: Record<State, Shape> = {
  operational: { outline: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16z', glyph: 'M6.5 10.3l2.4 2.4 4.6-5' },
  degraded_performance: {
    outline: 'M6 2.5h8A3.5 3.5 0 0 1 17.5 6v8a3.5 3.5 0 0 1-3.5 3.5H6A3.5 3.5 0 0 1 2.5 14V6A3.5 3.5 0 0 1 6 2.5z',
    glyph: 'M6.5 10h7',
  },
  partial_outage: { outline: 'M10 2.5 18 17H2z', glyph: 'M10 8v3.8m0 2.5v.1' },
  major_outage: { outline: 'M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6z', glyph: 'M7.3 7.3l5.4 5.4m0-5.4-5.4 5.4' },
  under_maintenance: {
    outline:
      'M13.9 2.7a4.6 4.6 0 0 0-5.6 6L2.9 14A2.2 2.2 0 0 0 6 17.1l5.3-5.4a4.6 4.6 0 0 0 6-5.6l-2.8 2.8-2.7-.7-.7-2.7z',
    glyph: '',
  },
  no_data: { outline: 'M4.5 10h11', glyph: '' },
}

/** The shape of a state, for those who see; the state's word always stands beside it. */
export function StateIcon({ state, className = 'size-4' }: { state: State; className?: string }) {
  const { outline, glyph } = stateShapes[state]
  return (
    <svg className={`state-icon ${className}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={outline + glyph} />
    </svg>
  )
}

/** A clock, beside promises. */
export function ClockIcon({ className = 'size-4.5' }: { className?: string }) {
  return (
    <svg className={`state-icon ${className}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10 5.5V10l3 2" />
    </svg>
  )
}
