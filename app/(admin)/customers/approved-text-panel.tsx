import { Panel } from '../parts/panel.tsx'
import type { ApprovedText } from './approved-text.ts'
import { CopyText } from './copy-text.tsx'

interface ApprovedTextPanelProps {
  text: ApprovedText | null
  isInternal: boolean
}

/** What may be said of an incident right now, to be copied; of an internal one, that nothing may be said. */
export function ApprovedTextPanel({ text, isInternal }: ApprovedTextPanelProps) {
  return (
    <Panel title="What you may say">
      {text && <CopyText {...text} />}
      {!text && (
        <p className="mt-2">
          {isInternal ? (
            <>
              <strong className="font-semibold">Nothing yet.</strong> This incident is internal: customers are not told
              of it. You can link those who ask, and tell them once it is public.
            </>
          ) : (
            'Nothing is published of it.'
          )}
        </p>
      )}
    </Panel>
  )
}
