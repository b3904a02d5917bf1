import { statusWords, type State } from '#domain/status'
import { stateText } from './state-colors.tsx'
import { StateIcon } from './state-icon.tsx'

/** A state as shape, word and colour; `label` where other words than the state's own say it. */
export function StatusChip({ state, label = statusWords[state] }: { state: State; label?: string }) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 text-note font-medium ${stateText[state]}`}>
      <StateIcon state={state} className="size-4 self-center" />
      {label}
    </span>
  )
}
