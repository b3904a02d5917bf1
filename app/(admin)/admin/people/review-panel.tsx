import type { AccessReviewState } from '#domain/people/access-reviews'
import { Time } from '../../../../components/time.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ReviewForm } from './review-form.tsx'

interface ReviewPanelProps {
  review: AccessReviewState
  /** The mark of the list that stands on the page. */
  seen: string
  people: number
  now: number
  timeZone: string
}

/** The yearly look through who has access: when it was done, when it is due, and the button that confirms it. */
export function ReviewPanel({ review, seen, people, now, timeZone }: ReviewPanelProps) {
  const clock = { now, timeZone }
  return (
    <Panel title={<span id="review">Yearly review of access</span>}>
      <p className={review.isOverdue ? 'mt-3 rounded-control bg-degraded-tint px-4 py-3' : 'mt-3 text-muted'}>
        {review.last ? (
          <>
            Last confirmed <Time at={review.last.confirmedAt} {...clock} />
            {review.last.confirmedBy && ` by ${review.last.confirmedBy}`}.{' '}
          </>
        ) : (
          'Nobody has looked through this list yet. '
        )}
        {review.isOverdue ? (
          <strong className="font-semibold">
            A review is overdue since <Time at={review.dueAt} {...clock} />.
          </strong>
        ) : (
          <>
            The next one is due <Time at={review.dueAt} {...clock} />.
          </>
        )}
      </p>
      <p className="mt-3">
        Look through the list above: does everybody still need what they have, and was everybody there lately? Change
        what is wrong first. <a href="/admin/tokens">What programs have</a> belongs to it.
      </p>
      <ReviewForm seen={seen} people={people} />
    </Panel>
  )
}
